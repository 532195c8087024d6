-- Of the phones of `leaving_phones`
SELECT count (*) FROM temp.leaving_phones AS l CROSS JOIN sms_batches AS b ON b.phone_id = l.id
