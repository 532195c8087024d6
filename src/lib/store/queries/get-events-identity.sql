SELECT identity FROM about
