UPDATE organisation SET era = randomblob (16), events = (SELECT identity FROM events.about)
