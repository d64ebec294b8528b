# SPDX-License-Identifier: GPL-3.0-or-later
"""One name in all places, and no organisation's name anywhere."""
import json
import re

from checks import check

APPLICATION = 'org.kabinet.Kabinet'
# As in the seeds, in both scripts; the descriptors add their own below.
ORGANISATIONS = ('east-motors', 'east motors', 'ист-моторс', 'ист моторс', 'spetsavto', 'спецавто', 'autodoc', 'автодок',
                 'santrek', 'сантрек')


def organisation_names(tree):
    known = set(ORGANISATIONS)
    for name in tree.names('data/organisations/*.json'):
        descriptor = json.loads(tree.text(name))
        for member in ('id', 'name', 'legal_name', 'short_name', 'site'):
            value = descriptor.get(member)
            if isinstance(value, str) and len(value) > 3:
                known.add(value.lower())
    return known


@check('no organisation is named in src, ui or po',
       {'src/app/a.c': 'if (g_str_equal (id, "Autodoc"))\n'},
       {'src/app/a.c': 'return kab_descriptor_get_name (d);\n', 'data/organisations/a.json': '{"id": "autodoc"}'})
def no_organisation(tree):
    expression = '|'.join(rf'(?<!\w){re.escape(name)}' for name in sorted(organisation_names(tree)))
    for name, line, hit in tree.find(expression, 'src/*', 'ui/*', 'po/*', comments=True, flags=re.I):
        yield f'{name}:{line}: {hit.group()}'


@check('application id, desktop entry, D-Bus service, schema and icon bear one name (F4)',
       {'meson.build': "application_id = 'org.kabinet.Kabinet'\n",
        'data/org.kabinet.Kabinet.service.in': 'Name=org.kabinet.Cabinet\nExec=@bindir@/kabinet --gapplication-service\n'})
def one_name(tree):
    expected = {
        'meson.build': rf"^application_id = '{APPLICATION}'$",
        f'data/{APPLICATION}.desktop.in': rf'^Icon={APPLICATION}$',
        f'data/{APPLICATION}.service.in': rf'^Name={APPLICATION}$',
        f'data/{APPLICATION}.gschema.xml': rf'<schema id="{APPLICATION}" path="/org/kabinet/Kabinet/">',
        f'data/{APPLICATION}.metainfo.xml.in': rf'<id>{APPLICATION}</id>(?s:.*)'
                                               rf'<launchable type="desktop-id">{APPLICATION}.desktop</launchable>',
        f'data/icons/hicolor/scalable/apps/{APPLICATION}.svg': '<svg',
        f'data/icons/hicolor/symbolic/apps/{APPLICATION}-symbolic.svg': '<svg',
        f'flatpak/{APPLICATION}.json': rf'"id": "{APPLICATION}"',
        'ui/kabinet.gresource.xml': '<gresource prefix="/org/kabinet/Kabinet">',
    }
    if not tree.names('*'):
        return
    for name, expression in expected.items():
        if name not in tree:
            yield f'{name}: is missing'
        elif not re.search(expression, tree.text(name), re.M):
            yield f'{name}: does not hold {expression}'


@check('the bus starts the same program as the desktop entry (F4)',
       {f'data/{APPLICATION}.desktop.in': 'Exec=kabinet %U\nDBusActivatable=true\n',
        f'data/{APPLICATION}.service.in': 'Exec=@bindir@/kabinet\n'})
def one_program(tree):
    if not tree.names('*'):
        return
    desktop = tree.text(f'data/{APPLICATION}.desktop.in')
    service = tree.text(f'data/{APPLICATION}.service.in')
    if 'DBusActivatable=true' in desktop and 'Exec=@bindir@/kabinet --gapplication-service\n' not in service:
        yield 'the service does not start kabinet --gapplication-service'
    if not re.search(r'^Exec=kabinet( %U)?$', desktop, re.M):
        yield 'the desktop entry does not start kabinet'


# A sandbox that can be left is none; the portal gives the keyring's master secret (J8).
PERMITTED = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}


@check('the Flatpak may do what Kabinet needs and no more (J8)',
       {f'flatpak/{APPLICATION}.json': '{"finish-args": ["--share=network", "--filesystem=home"]}'})
def sandbox(tree):
    for name in tree.names('flatpak/*.json'):
        asked = set(json.loads(tree.text(name))['finish-args'])
        for permission in sorted(asked ^ PERMITTED):
            yield f'{name}: {permission} is {"asked for" if permission in asked else "missing"}'
