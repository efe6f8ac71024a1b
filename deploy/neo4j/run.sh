#!/usr/bin/env bash
# A Neo4j Community server on loopback without a container, in the foreground: its own artefacts, collected by Maven.
#
# usage: run.sh HOME [VERSION]      5.26.30 (Java 17 or 21; default) or 2026.07.1 (Java 25: set JAVA_HOME)
#
# HOME keeps the libraries and the data; about 120 MB. It is ready when it prints "Started.".
#   NEO4J_BOLT_PORT=7687  NEO4J_HTTP_PORT=7474   where it listens, on 127.0.0.1 alone
#   NEO4J_AUTH_ENABLED=false                     true: user neo4j, first password neo4j
set -euo pipefail

if [ $# -lt 1 ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
home=$(mkdir -p "$1" && cd "$1" && pwd)
version=${2:-5.26.30}
here=$(cd "$(dirname "$0")" && pwd)
libraries=$home/libraries-$version

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || { echo "run.sh: no Java found: install Java 17, or set JAVA_HOME" >&2; exit 1; }

if [ ! -d "$libraries" ]; then
  command -v mvn >/dev/null || { echo "run.sh: no Maven found: install it, or give a HOME that holds $libraries" >&2; exit 1; }
  # Collected beside and moved when complete, so that an interrupted download is not taken for a server.
  rm -rf "$libraries.part"
  mvn --quiet --batch-mode --file "$here/pom.xml" -Dneo4j.version="$version" \
    dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$libraries.part"
  mv "$libraries.part" "$libraries"
fi

mkdir -p "$home"/{conf,data,import,licenses,logs,plugins,run}
cat > "$home/conf/neo4j.conf" <<SETTINGS
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:${NEO4J_BOLT_PORT:-7687}
server.http.listen_address=127.0.0.1:${NEO4J_HTTP_PORT:-7474}
dbms.security.auth_enabled=${NEO4J_AUTH_ENABLED:-false}
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
server.memory.heap.max_size=1g
SETTINGS

opened=(--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED)
entry=org.neo4j.server.CommunityEntryPoint
case $version in
  20[0-9][0-9].*)
    entry=org.neo4j.server.Neo4jCommunity
    opened+=(--add-opens=java.base/java.util.concurrent=ALL-UNNAMED --enable-native-access=ALL-UNNAMED)
    ;;
esac
exec "$java" "${opened[@]}" -Dlog4j2.disable.jmx=true -Djava.awt.headless=true -Xmx1g \
  -cp "$libraries/*" "$entry" --home-dir="$home" --config-dir="$home/conf" --console-mode
