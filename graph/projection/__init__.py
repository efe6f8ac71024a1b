"""From records to a served graph: rows, their closures, the build, its checks, and the switch."""
