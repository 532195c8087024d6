-- When the events file began; later than anything: there is none
SELECT coalesce (max (began), 9223372036854775807) FROM about
