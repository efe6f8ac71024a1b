// How many current statements of each predicate and review status are held?
// parameters: none
// rows: predicate text, status text, held integer
MATCH (s:Statement)
WHERE s.recorded_to = ''
RETURN s.predicate AS predicate, s.review_status AS status, count(s) AS held
ORDER BY predicate, status
