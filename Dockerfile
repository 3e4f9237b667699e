# One image, two services (docker-compose.yml): the daemon and the UI.
FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts scripts
COPY packages packages
COPY apps apps
COPY examples examples
COPY turbo.json tsconfig.base.json ./
ENV DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1
RUN npm ci --no-audit --no-fund \
  && npm run build --workspace @meterworks/ui \
  && mkdir state \
  && chown node:node state
USER node
ENV PATH=/app/node_modules/.bin:$PATH
