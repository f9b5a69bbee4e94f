# Tenfold: one image, three programs (API, worker, preparation of the database). `docker-compose.yml` runs them.
ARG NODE_IMAGE=node:24.11.1-bookworm-slim

# Everything that a build needs, by the lockfile.
FROM ${NODE_IMAGE} AS build
WORKDIR /build
ENV SCARF_ANALYTICS=false
COPY package.json package-lock.json ./
COPY admin-ui/package.json admin-ui/
COPY scripts/mend-postgres.mjs scripts/
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

# What the servers import, without the pages' libraries and without the embedded Postgres.
FROM ${NODE_IMAGE} AS libraries
WORKDIR /build
ENV SCARF_ANALYTICS=false
COPY package.json package-lock.json ./
COPY scripts/mend-postgres.mjs scripts/
RUN npm ci --omit=dev --omit=optional --workspaces=false --no-audit --no-fund

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Tenfold" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    TZ=UTC \
    PORT=8080 \
    DATA_DIR=/data
WORKDIR /app
RUN mkdir -p /data /seals && chown node:node /data /seals
COPY --from=libraries /build/package.json ./
COPY --from=libraries /build/node_modules node_modules/
COPY --from=build /build/dist dist/
COPY --from=build /build/admin-ui/dist admin-ui/dist/
USER node
VOLUME ["/data", "/seals"]
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["node", "dist/scripts/healthcheck.mjs", "http://127.0.0.1:8080/healthz"]
CMD ["node", "--enable-source-maps", "dist/api/main.js"]
