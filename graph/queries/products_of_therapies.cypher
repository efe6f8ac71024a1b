// Which brands and forms do these therapies have?
// parameters: therapies texts
// rows: therapy text, product text, product_name text, product_kind text, predicate text
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[r:BRAND_OF|FORM_OF]-(p:Therapy)
RETURN DISTINCT t.id AS therapy, p.id AS product, p.name AS product_name, p.kind AS product_kind, type(r) AS predicate
ORDER BY therapy, product, predicate
