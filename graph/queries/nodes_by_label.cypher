// How many nodes of each label are held?
// parameters: none
// rows: label text, held integer
MATCH (e:Entity)
RETURN e.label AS label, count(e) AS held
ORDER BY label
UNION ALL
MATCH (n:Statement)
WITH count(n) AS held
WHERE held > 0
RETURN 'Statement' AS label, held AS held
ORDER BY label
UNION ALL
MATCH (n:Event)
WITH count(n) AS held
WHERE held > 0
RETURN 'Event' AS label, held AS held
ORDER BY label
UNION ALL
MATCH (n:Coverage)
WITH count(n) AS held
WHERE held > 0
RETURN 'Coverage' AS label, held AS held
ORDER BY label
UNION ALL
MATCH (n:Document)
WITH count(n) AS held
WHERE held > 0
RETURN 'Document' AS label, held AS held
ORDER BY label
UNION ALL
MATCH (n:Evidence)
WITH count(n) AS held
WHERE held > 0
RETURN 'Evidence' AS label, held AS held
ORDER BY label
UNION ALL
MATCH (n:Indication)
WITH count(n) AS held
WHERE held > 0
RETURN 'Indication' AS label, held AS held
ORDER BY label
UNION ALL
MATCH (n:Name)
WITH count(n) AS held
WHERE held > 0
RETURN 'Name' AS label, held AS held
ORDER BY label
UNION ALL
MATCH (n:Review)
WITH count(n) AS held
WHERE held > 0
RETURN 'Review' AS label, held AS held
ORDER BY label
