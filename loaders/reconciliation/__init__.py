"""Records of many documents become one account: what merges, what joins, what is accepted, what is doubted."""
