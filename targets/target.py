#!/usr/bin/env python3
"""Writes the target platform and the root pom's dependencyManagement from versions.json, the one place where bundle versions live.

Platform bundles are resolved from the roots: the newest release whose build date is not after "cut", and all it requires.
Run by hand to move to another platform; builds do not need it. MAVEN_CENTRAL_URL names the repository; jars are cached beside this file."""
import io, json, os, re, urllib.error, urllib.request, xml.etree.ElementTree as ET, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
CACHE = os.environ.get('TARGET_CACHE', os.path.join(HERE, '.cache'))
CENTRAL = os.environ['MAVEN_CENTRAL_URL'].rstrip('/') + '/'  # the address of Maven Central
SPEC = json.load(open(os.path.join(HERE, 'versions.json')))


def get(path):
    f = os.path.join(CACHE, path)
    if os.path.exists(f): return open(f, 'rb').read()
    try: d = urllib.request.urlopen(CENTRAL + path, timeout=60).read()
    except urllib.error.HTTPError as e:
        if e.code == 404: return None
        raise
    os.makedirs(os.path.dirname(f), exist_ok=True)
    open(f, 'wb').write(d)
    return d


def versions(g, a):
    d = get(f"{g.replace('.', '/')}/{a}/maven-metadata.xml")
    vs = [e.text for e in ET.fromstring(d).iter('version')] if d else []
    return sorted((v for v in vs if re.match(r'^[\d.]+$', v)), key=lambda v: [int(x) for x in v.split('.')], reverse=True)


def manifest(g, a, v):
    d = get(f"{g.replace('.', '/')}/{a}/{v}/{a}-{v}.jar")
    if not d: return None
    m = zipfile.ZipFile(io.BytesIO(d)).read('META-INF/MANIFEST.MF').decode().replace('\r\n', '\n').replace('\n ', '')
    return dict(l.split(': ', 1) for l in m.split('\n') if ': ' in l)


def clauses(h): return [x.strip() for x in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', h) if x.strip()]


def group(bsn):
    return next((g for p, g in SPEC['groups'] if bsn.startswith(p)), None)


def newest(g, a):
    for v in versions(g, a):
        m = manifest(g, a, v)
        if not m: continue
        d = re.search(r'[.\-][vIN]?(20\d{6})', m.get('Bundle-Version', ''))
        if not d or f'{d[1][:4]}-{d[1][4:6]}-{d[1][6:]}' <= SPEC['cut']: return v, m
    return None, None


def resolve():
    got, todo = {}, list(SPEC['roots'])
    known = {}
    for c in SPEC['bundles']:
        m = manifest(*c.split(':'))
        known[m['Bundle-SymbolicName'].split(';')[0].strip()] = m
    exports, imports, required = set(), {}, {}
    def scan(b, m):
        exports.update(e.split(';')[0] for e in clauses(m.get('Export-Package', '')))
        for e in clauses(m.get('Import-Package', '')):
            if 'resolution:=optional' not in e: imports.setdefault(e.split(';')[0], set()).add(b)
        for r in clauses(m.get('Require-Bundle', '')):
            n = r.split(';')[0]
            if 'resolution:=optional' in r or n == 'system.bundle': continue
            required.setdefault(n, set()).add(b)
            if group(n): todo.append(n)
    for b, m in known.items(): scan(b, m)
    while todo:
        b = todo.pop()
        if b in got or b in known: continue
        v, m = newest(group(b), b)
        if not v: raise SystemExit(f'no {b} on Central')
        got[b] = (group(b), b, v)
        scan(b, m)
    for n in sorted(required):
        if n not in got and n not in known: print('not in the target:', n, 'required by', sorted(required[n]))
    for p in sorted(imports):
        if p not in exports and not re.match(r'(java|javax\.(xml|swing|net|security|crypto|imageio|print)|org\.(w3c\.dom|xml))\b', p):
            print('check: package', p, 'imported by', sorted(imports[p])[:3])
    return [got[b] for b in sorted(got)]


def dep(c, extra=''):
    return '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>\n' % (*c, extra)


def location(label, deps, missing='error', instructions=None):
    s = f'\t\t<location type="Maven" label="{label}" missingManifest="{missing}" includeDependencyDepth="none" includeDependencyScopes="" includeSource="false">\n\t\t\t<dependencies>\n'
    s += ''.join('\t\t\t\t' + dep(d, '<type>jar</type>') for d in deps) + '\t\t\t</dependencies>\n'
    if instructions: s += '\t\t\t<instructions><![CDATA[\n' + instructions + '\n]]></instructions>\n'
    return s + '\t\t</location>\n'


def main():
    got = resolve()
    coords = lambda k: [tuple(c.split(':')) for c in SPEC[k]]
    x = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<?pde version="3.8"?>\n<target name="io.spadework.target" sequenceNumber="1">\n\t<locations>\n'
    for g in dict.fromkeys(c[0] for c in got): x += location(g, [c for c in got if c[0] == g])
    x += location('third party bundles', coords('bundles'))
    for c, i in SPEC['wrapped']: x += location('wrapped ' + c.split(':')[1], [tuple(c.split(':'))], 'generate', i)
    x += f'\t</locations>\n\t<targetJRE path="org.eclipse.jdt.launching.JRE_CONTAINER/org.eclipse.jdt.internal.debug.ui.launcher.StandardVMType/JavaSE-{SPEC["java"]}"/>\n</target>\n'
    open(os.path.join(HERE, 'io.spadework.target.target'), 'w').write(x)
    all_ = got + coords('bundles') + [tuple(c.split(':')) for c, _ in SPEC['wrapped']]
    excl = '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>'
    dm = '  <dependencyManagement>\n    <dependencies>\n' + ''.join('      ' + dep(c, excl) for c in all_ + coords('managedOnly')) + '    </dependencies>\n  </dependencyManagement>\n'
    p = os.path.join(ROOT, 'pom.xml'); t = open(p).read()
    t = re.sub(r'  <dependencyManagement>.*?</dependencyManagement>\n', '', t, flags=re.S)
    open(p, 'w').write(t.replace('  <build>\n', dm + '  <build>\n', 1))
    print(len(all_), 'artifacts')


main()
