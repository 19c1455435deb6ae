# Roadmate in a container: docker build -t roadmate . && docker run --env-file .env -v roadmate:/data roadmate

# The base goes by its tag, and is whatever stands under it on the day of the build. A digest belongs here only once it was
# read from a registry, and none was at hand. To hold the base fast, read it where you build:
#   docker buildx imagetools inspect python:3.11-slim
#   docker build --build-arg BASE=python:3.11-slim@sha256:... -t roadmate .
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
WORKDIR /source
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /opt/roadmate \
 && /opt/roadmate/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.txt
COPY . .
# What builds the package stays behind in this stage.
RUN /opt/roadmate/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation . \
 && /opt/roadmate/bin/pip uninstall --yes hatchling packaging pathspec pluggy tomlkit trove-classifiers setuptools pip

FROM ${BASE}
# For titles in Chinese, Japanese and Korean, in the scripts of India and its neighbours, and for emoji: the fonts of the system
# are used in pictures where ours lacks a sign. They take some 70 MB; leave some out with --build-arg FONTS=...
ARG FONTS="fonts-droid-fallback fonts-noto-core fonts-noto-color-emoji"
RUN if [ -n "$FONTS" ]; then \
      apt-get update && apt-get install --yes --no-install-recommends $FONTS && rm -rf /var/lib/apt/lists/*; \
    fi
RUN python -m pip uninstall --yes --root-user-action=ignore setuptools wheel pip \
 && useradd --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin roadmate
COPY --from=build /opt/roadmate /opt/roadmate
ENV PATH=/opt/roadmate/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/roadmate.db \
    HTTP_HOST=0.0.0.0
USER roadmate
WORKDIR /data
VOLUME /data
# With an HTTP port the program answers for itself; without one, the doctor looks at everything that has to be right.
HEALTHCHECK --interval=60s --timeout=30s --start-period=30s CMD \
    if [ -n "$HTTP_PORT" ]; \
    then python -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=10)' "http://127.0.0.1:$HTTP_PORT/healthz"; \
    else roadmate doctor; \
    fi
ENTRYPOINT ["roadmate"]
CMD ["run"]
