// Which therapies does a class hold, those of its subclasses too? statement is the one that makes it a member of
// its own class.
// parameters: therapy text
// rows: member text, member_name text, member_kind text, statement text, depth integer
MATCH (c:Therapy {id: $therapy})-[r:HAS_MEMBER]->(m:Therapy)
RETURN m.id AS member, m.name AS member_name, m.kind AS member_kind, r.statement AS statement, r.depth AS depth
ORDER BY depth, member
