-- ?1 row id; JSON of the whole record (J1), with the hashes of what is secret
SELECT json_object ('key', key, 'administrator', administrator_id, 'kind', kind, 'made', made,
                    'salt', lower (hex (gh_sha256 (salt))), 'passes', passes, 'memory', memory,
                    'verifier', lower (hex (gh_sha256 (verifier))), 'seed', lower (hex (gh_sha256 (seed))),
                    'start', start, 'expires', expires, 'era', lower (hex (era)),
                    'events', lower (hex (events)))
FROM administrator_credentials WHERE id = ?1
