# Tandem in a container: everything that changes is in /data; the rest may be mounted read-only (with a /tmp in memory).

FROM python:3.11-slim-trixie AS build
RUN pip install --no-cache-dir uv
ENV UV_PROJECT_ENVIRONMENT=/opt/tandem UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /src
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project --extra sentry --extra postgresql
COPY README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY domain domain
COPY storage storage
COPY templates templates
COPY locales locales
COPY sandbox sandbox
COPY guide guide
COPY docs/guide docs/guide
COPY hatch_build.py ./
RUN uv sync --locked --no-dev --no-editable --extra sentry --extra postgresql

FROM python:3.11-slim-trixie
# The tools of PostgreSQL's client, for copies: version 17, as compose.yaml's server has; they work with older servers too.
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin tandem \
    && install -d -o tandem -g tandem -m 700 /data
COPY --from=build /opt/tandem /opt/tandem
ENV PATH=/opt/tandem/bin:$PATH PYTHONUNBUFFERED=1 DATABASE_URL=sqlite:////data/tandem.sqlite3 LOG_FORMAT=json
USER tandem
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["tandem", "healthcheck"]
ENTRYPOINT ["tandem"]
CMD ["run"]
