// Which graph is this, and where do its records end?
// parameters: none
// rows: version text, records_end text
MATCH (r:Release)
RETURN r.version AS version, r.records_end AS records_end
ORDER BY version
