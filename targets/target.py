#!/usr/bin/env python3
"""Writes the target platform and the root pom's dependencyManagement from versions.json, the one place where bundle versions live.

Platform bundles are resolved from the roots: the newest release whose build date is not after "cut", and all it requires.
Run by hand to move to another platform; builds do not need it. MAVEN_CENTRAL_URL names the repository; jars are cached beside this file.
"""
import io
import json
import os
import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE / '.cache'
SPEC = json.loads((HERE / 'versions.json').read_text())
# Packages of the JDK: nobody has to bring them.
JDK_PACKAGES = re.compile(r'(java|javax\.(xml|swing|net|security|crypto|imageio|print)|org\.(w3c\.dom|xml))\b')
NOTHING_TRANSITIVE = '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>'


def fetch(path):
    """A file of the repository as bytes, None where there is none."""
    cached = CACHE / path
    if cached.exists():
        return cached.read_bytes()
    url = os.environ['MAVEN_CENTRAL_URL'].rstrip('/') + '/' + path
    try:
        content = urllib.request.urlopen(url, timeout=60).read()
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise
    cached.parent.mkdir(parents=True, exist_ok=True)
    cached.write_bytes(content)
    return content


def versions(group, artifact):
    """Released versions, newest first."""
    metadata = fetch(f"{group.replace('.', '/')}/{artifact}/maven-metadata.xml")
    if not metadata:
        return []
    texts = (element.text for element in ElementTree.fromstring(metadata).iter('version'))
    released = [text for text in texts if re.fullmatch(r'[\d.]+', text)]
    return sorted(released, key=lambda text: [int(number) for number in text.split('.')], reverse=True)


def manifest(group, artifact, version):
    """The headers of a jar's manifest, None where there is no such jar."""
    jar = fetch(f"{group.replace('.', '/')}/{artifact}/{version}/{artifact}-{version}.jar")
    if not jar:
        return None
    text = zipfile.ZipFile(io.BytesIO(jar)).read('META-INF/MANIFEST.MF').decode()
    unfolded = text.replace('\r\n', '\n').replace('\n ', '')
    return dict(line.split(': ', 1) for line in unfolded.split('\n') if ': ' in line)


def clauses(header):
    """The clauses of a manifest header; commas inside quotes don't part them."""
    return [clause.strip() for clause in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', header) if clause.strip()]


def group_of(bundle):
    """The Maven group that a platform bundle is published under, None where it is not one of the platform's."""
    return next((group for prefix, group in SPEC['groups'] if bundle.startswith(prefix)), None)


def newest(group, artifact):
    """Version and manifest of the newest release up to the cut."""
    for version in versions(group, artifact):
        headers = manifest(group, artifact, version)
        if not headers:
            continue
        built = re.search(r'[.\-][vIN]?(20\d\d)(\d\d)(\d\d)', headers.get('Bundle-Version', ''))
        if not built or '-'.join(built.groups()) <= SPEC['cut']:
            return version, headers
    raise SystemExit(f'no release of {artifact} up to {SPEC["cut"]}')


def resolve():
    """Coordinates of the platform bundles: the roots and all they require. Says what nobody brings."""
    third_party = {}
    for coordinates in SPEC['bundles']:
        headers = manifest(*coordinates.split(':'))
        third_party[headers['Bundle-SymbolicName'].split(';')[0].strip()] = headers
    resolved, waiting = {}, list(SPEC['roots'])
    exported, imported, required = set(), {}, {}

    def read(bundle, headers):
        exported.update(clause.split(';')[0] for clause in clauses(headers.get('Export-Package', '')))
        for clause in clauses(headers.get('Import-Package', '')):
            if 'resolution:=optional' not in clause:
                imported.setdefault(clause.split(';')[0], set()).add(bundle)
        for clause in clauses(headers.get('Require-Bundle', '')):
            name = clause.split(';')[0]
            if 'resolution:=optional' not in clause and name != 'system.bundle':
                required.setdefault(name, set()).add(bundle)
                if group_of(name):
                    waiting.append(name)

    for bundle, headers in third_party.items():
        read(bundle, headers)
    while waiting:
        bundle = waiting.pop()
        if bundle not in resolved and bundle not in third_party:
            version, headers = newest(group_of(bundle), bundle)
            resolved[bundle] = (group_of(bundle), bundle, version)
            read(bundle, headers)
    for name in sorted(required):
        if name not in resolved and name not in third_party:
            print('not in the target:', name, 'required by', sorted(required[name]))
    for package in sorted(imported):
        if package not in exported and not JDK_PACKAGES.match(package):
            print('check: package', package, 'imported by', sorted(imported[package])[:3])
    return [resolved[bundle] for bundle in sorted(resolved)]


def dependency(coordinates, more):
    group, artifact, version = coordinates
    return f'<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>{more}</dependency>\n'


def location(label, artifacts, missing_manifest='error', instructions=None):
    """One location of the target file; plain jars are wrapped into bundles by instructions."""
    lines = [f'\t\t<location type="Maven" label="{label}" missingManifest="{missing_manifest}" includeDependencyDepth="none" '
             'includeDependencyScopes="" includeSource="false">\n\t\t\t<dependencies>\n']
    lines += ['\t\t\t\t' + dependency(artifact, '<type>jar</type>') for artifact in artifacts]
    lines.append('\t\t\t</dependencies>\n')
    if instructions:
        lines.append(f'\t\t\t<instructions><![CDATA[\n{instructions}\n]]></instructions>\n')
    lines.append('\t\t</location>\n')
    return ''.join(lines)


def target_file(platform, bundles, wrapped):
    text = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<?pde version="3.8"?>\n'
    text += '<target name="io.spadework.target" sequenceNumber="1">\n\t<locations>\n'
    for group in dict.fromkeys(coordinates[0] for coordinates in platform):
        text += location(group, [coordinates for coordinates in platform if coordinates[0] == group])
    text += location('third party bundles', bundles)
    for coordinates, instructions in wrapped:
        text += location('wrapped ' + coordinates[1], [coordinates], 'generate', instructions)
    runtime = 'org.eclipse.jdt.launching.JRE_CONTAINER/org.eclipse.jdt.internal.debug.ui.launcher.StandardVMType/JavaSE-' + SPEC['java']
    return text + f'\t</locations>\n\t<targetJRE path="{runtime}"/>\n</target>\n'


def main():
    platform = resolve()
    bundles = [tuple(text.split(':')) for text in SPEC['bundles']]
    wrapped = [(tuple(text.split(':')), instructions) for text, instructions in SPEC['wrapped']]
    (HERE / 'io.spadework.target.target').write_text(target_file(platform, bundles, wrapped))

    in_target = platform + bundles + [coordinates for coordinates, _ in wrapped]
    managed = in_target + [tuple(text.split(':')) for text in SPEC['managedOnly']]
    block = '  <dependencyManagement>\n    <dependencies>\n'
    block += ''.join('      ' + dependency(coordinates, NOTHING_TRANSITIVE) for coordinates in managed)
    block += '    </dependencies>\n  </dependencyManagement>\n'
    pom = HERE.parent / 'pom.xml'
    text = re.sub(r'  <dependencyManagement>.*?</dependencyManagement>\n', '', pom.read_text(), flags=re.S)
    pom.write_text(text.replace('  <build>\n', block + '  <build>\n', 1))
    print(len(in_target), 'artifacts')


main()
