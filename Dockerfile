# One image, two services (docker-compose.yml): the daemon and the UI. Nothing in it is compiled for one architecture: packages bring their
# binaries for amd64 and arm64. Pin the base for builds that shall be the same again: --build-arg NODE_IMAGE=node:24-slim@sha256:…
ARG NODE_IMAGE=node:24-slim

# What the two services need of the monorepo, and nothing else of it.
FROM ${NODE_IMAGE} AS pruned
WORKDIR /src
COPY . .
ENV DO_NOT_TRACK=1
RUN npx --yes "turbo@$(node -p 'require("./package.json").devDependencies.turbo')" \
  prune @meterworks/daemon @meterworks/ui --docker --out-dir /pruned

# Packages first: a change of sources alone does not fetch them again.
FROM ${NODE_IMAGE} AS built
WORKDIR /app
ENV DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1
COPY --from=pruned /pruned/json/ ./
COPY scripts scripts
RUN npm ci --no-audit --no-fund
COPY --from=pruned /pruned/full/ ./
COPY turbo.json tsconfig.base.json ./
RUN npm run build --workspace @meterworks/ui \
  && npm prune --omit=dev --no-audit --no-fund \
  # Next's compiler and image library serve building alone.
  && rm -rf node_modules/@next/swc-* node_modules/@img node_modules/sharp \
    apps/ui/.next/cache node_modules/.cache apps/*/test packages/*/test \
  && node_modules/.bin/meterworks --version

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1 PATH=/app/node_modules/.bin:$PATH
COPY --from=built /app ./
# The user `node` of the base image. The state is all that must be writable; a new volume takes its owner from here.
RUN mkdir state node_modules/.cache && chown 1000:1000 state node_modules/.cache
USER 1000:1000
RUN meterworks compile-ahead
EXPOSE 4200 4201
CMD ["meterworks", "serve", "--no-ui"]
