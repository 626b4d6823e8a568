// Owns asking LibreOffice, where it is installed, to open a document with tracked changes, to accept or reject all of them, and
// to save it again: by a macro in a profile of its own, without a window.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Why LibreOffice can't be asked; null when it can. */
export function whyNoLibreOffice(): string | null {
  return spawnSync('soffice', ['--version']).status === 0 ? null : 'LibreOffice is not installed here';
}

const schema = (name: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE ${name} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${name.split(':')[1] ?? ''}.dtd">\n${body}\n`;
const library = schema('library:library', '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Settling"/></library:library>');
const macro = schema('script:module', `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling" script:language="StarBasic">
Sub Settle(source As String, verb As String, target As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  written = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(written.CurrentController.Frame, ".uno:" &amp; verb &amp; "AllTrackedChanges", "", 0, Array())
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "MS Word 2007 XML"
  written.storeToURL(target, saving())
  written.close(True)
End Sub
</script:module>`);

function run(folder: string, ...args: readonly string[]): void {
  execFileSync('soffice', [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--norestore', ...args], { stdio: 'ignore', timeout: 120_000, cwd: folder });
}

/** The path of the settled document, beside the other one. */
export function settledByLibreOffice(folder: string, path: string, verb: 'Accept' | 'Reject'): string {
  const basic = join(folder, 'profile', 'user', 'basic', 'Standard');
  // The first start fills the profile, and would overwrite what is there.
  if (!existsSync(basic)) run(folder, '--convert-to', 'txt:Text', path);
  mkdirSync(basic, { recursive: true });
  writeFileSync(join(basic, 'script.xlb'), library);
  writeFileSync(join(basic, 'Settling.xba'), macro);
  const target = join(folder, `${verb}.docx`);
  run(folder, `macro:///Standard.Settling.Settle("${pathToFileURL(path).href}","${verb}","${pathToFileURL(target).href}")`);
  return target;
}
