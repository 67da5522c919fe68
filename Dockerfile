# syntax=docker/dockerfile:1
# A host in a container. compose.yaml runs three; docs/mesh.md says how to link them.
#
#   docker build -t ledgerstone .
#   docker run -v ledgerstone:/data -p 4701:4701 ledgerstone

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/var/cache/maven \
    mvn -B -q -Pquick -Dmaven.repo.local=/var/cache/maven -Dmaven.test.skip=true -pl host -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ledgerstone \
    && install -d -o ledgerstone -g ledgerstone -m 700 /data
COPY --from=build /src/host/target/quick/lib /opt/ledgerstone/lib
COPY --from=build /src/plugins /opt/ledgerstone/plugins

# The settings of a container that nobody configured; mount another file here to change them.
COPY <<'EOF' /opt/ledgerstone/ledgerstone.toml
data = "/data"
plugins = ["plugins"]
[mesh]
listen = "0.0.0.0:4701"
EOF

# The same command for the host and, with `docker exec`, for everything that is asked of it.
COPY --chmod=755 <<'EOF' /usr/local/bin/ledgerstone
#!/bin/sh
exec java -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dfile.encoding=UTF-8 ${LEDGERSTONE_JAVA_OPTS:-} -Dledgerstone.home=/opt/ledgerstone \
  -cp '/opt/ledgerstone/lib/*' io.ledgerstone.host.Ledgerstone "$@"
EOF

ENV LANG=C.UTF-8
USER ledgerstone
VOLUME /data
EXPOSE 4701
ENTRYPOINT ["ledgerstone"]
CMD ["run"]
