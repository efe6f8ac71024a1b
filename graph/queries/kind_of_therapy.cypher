// Is a therapy of a class? Everything that says so or not. role is one of: therapy, class (themselves; detail is
// the definition); held (a class that holds the therapy; of is the statement); above (a class that holds the class asked
// about); denied (a class that a statement takes it out of; of is the statement); apart (a class that holds the
// therapy, declared to share no member with the class in detail; of is the edge).
// parameters: therapy text, class text
// rows: role text, id text, name text, kind text, of text, detail text, depth integer
MATCH (t:Therapy {id: $therapy})
RETURN 'therapy' AS role, t.id AS id, t.name AS name, t.kind AS kind, '' AS of, t.definition AS detail, 0 AS depth
ORDER BY id
UNION ALL
MATCH (t:Therapy {id: $class})
RETURN 'class' AS role, t.id AS id, t.name AS name, t.kind AS kind, '' AS of, t.definition AS detail, 0 AS depth
ORDER BY id
UNION ALL
MATCH (t:Therapy {id: $therapy})<-[r:HAS_MEMBER]-(c:Therapy)
RETURN 'held' AS role, c.id AS id, c.name AS name, c.kind AS kind, r.statement AS of, c.definition AS detail,
  r.depth AS depth ORDER BY depth, id, of
UNION ALL
MATCH (t:Therapy {id: $class})<-[r:HAS_MEMBER]-(c:Therapy)
RETURN 'above' AS role, c.id AS id, c.name AS name, c.kind AS kind, r.statement AS of, '' AS detail,
  r.depth AS depth ORDER BY depth, id, of
UNION ALL
MATCH (t:Therapy {id: $therapy})<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(c:Therapy)
WHERE s.predicate = 'not_member_of' AND s.review_status IN ['accepted', 'single_source'] AND s.recorded_to = ''
RETURN 'denied' AS role, c.id AS id, c.name AS name, c.kind AS kind, s.id AS of, '' AS detail, 0 AS depth
ORDER BY id, of
UNION ALL
MATCH (t:Therapy {id: $therapy})<-[:HAS_MEMBER]-(c:Therapy)-[d:DISJOINT_WITH]->(o:Therapy)
RETURN DISTINCT 'apart' AS role, c.id AS id, c.name AS name, c.kind AS kind, d.edge AS of, o.id AS detail, 0 AS depth
ORDER BY id, detail, of
UNION ALL
MATCH (t:Therapy {id: $therapy})<-[:HAS_MEMBER]-(c:Therapy)<-[d:DISJOINT_WITH]-(o:Therapy)
RETURN DISTINCT 'apart' AS role, c.id AS id, c.name AS name, c.kind AS kind, d.edge AS of, o.id AS detail, 0 AS depth
ORDER BY id, detail, of
