// Nothing that an open editor holds is lost: not by a click elsewhere, a command, another section, a reload, a closed
// page or a host that is gone.
import { expect, test } from './fixture';
import { cell, editor, expectRows, go, openEditor, said } from './gridDriver';

test('a click elsewhere saves: on another cell, on the head of the section, in the search', async ({ app: { page } }) => {
  await openEditor(page, 0, 'factor');
  await page.keyboard.insertText('first');
  await cell(page, 3, 'mechanism').click();
  await expect(cell(page, 0, 'factor')).toHaveText('first');
  await expect(cell(page, 3, 'mechanism')).toBeFocused();

  await openEditor(page, 0, 'factor');
  await page.keyboard.insertText('second');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(editor(page)).toHaveCount(0);
  await expect(cell(page, 0, 'factor')).toHaveText('second');

  await openEditor(page, 0, 'factor');
  await page.keyboard.insertText('third');
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(editor(page)).toHaveCount(0);
  await expect(cell(page, 0, 'factor')).toHaveText('third');
});

test('commands save first: Save, Export, another section, Add row', async ({ app: { page } }) => {
  await openEditor(page, 0, 'factor');
  await page.keyboard.insertText('by Save');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(said(page)).toContainText('Everything is on disk already');
  await expect(cell(page, 0, 'factor')).toHaveText('by Save');

  await openEditor(page, 1, 'mechanism');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('by Export');
  await page.keyboard.press('ControlOrMeta+e');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cell(page, 1, 'mechanism')).toHaveText('by Export');

  await openEditor(page, 2, 'references');
  await page.keyboard.type('66');
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trials');
  await go(page, 'Factors');
  await expect(cell(page, 2, 'references')).toHaveText('[17, 66]');

  await openEditor(page, 3, 'function');
  await page.keyboard.type('Adhesion');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(page.getByRole('dialog', { name: 'New factor' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cell(page, 3, 'function')).toContainText('EMT, Adhesion');
});

test('undoing while an editor is open saves its text, takes it back, and Redo brings it again', async ({ app: { page } }) => {
  await openEditor(page, 0, 'factor');
  await page.keyboard.insertText('TGF-β1');
  await page.keyboard.press('Enter');
  await openEditor(page, 1, 'factor');
  await page.keyboard.insertText('half a thought');
  await page.getByRole('contentinfo').getByRole('button', { name: 'edit Factor of TGF-β' }).click();
  await expect(said(page)).toContainText('Undone: edit Factor of PRAME');
  await expect(cell(page, 1, 'factor')).toHaveText('PRAME');
  await expect(cell(page, 0, 'factor')).toHaveText('TGF-β1');
  await page.getByRole('contentinfo').getByRole('button', { name: /^edit Factor of (PRAME|half a thought)$/u }).click();
  await expect(cell(page, 1, 'factor')).toHaveText('half a thought');
});

test('after a reload the text is offered back, and can be put back or let go', async ({ app: { page } }) => {
  await openEditor(page, 8, 'mechanism');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('Written and\nnot saved');
  await page.reload();
  await page.locator('.ag-row').first().waitFor();
  const offer = page.getByRole('status').filter({ hasText: 'Not saved when the page was left: Mechanism(s) of CXCR7' });
  await expect(offer).toContainText('Written and');
  await expect(cell(page, 8, 'mechanism')).toHaveText('No description');
  await offer.getByRole('button', { name: 'Put back' }).click();
  await expect(editor(page).getByRole('textbox')).toHaveValue('Written and\nnot saved');
  await page.keyboard.press('Enter');
  await expect(cell(page, 8, 'mechanism')).toHaveText('Written and\nnot saved', { useInnerText: true });
  await page.reload();
  await page.locator('.ag-row').first().waitFor();
  await expect(page.getByText('Not saved when the page was left')).toHaveCount(0);

  await openEditor(page, 0, 'references');
  await page.keyboard.type('66, Wang 2');
  await expect(editor(page).locator('.lg-chip')).toHaveCount(2);
  await expect(editor(page).getByRole('combobox')).toHaveValue(/^\s*Wang 2$/u);
  await page.reload();
  await expect(page.getByText('Not saved when the page was left: Reference of TGF-β')).toBeVisible();
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(editor(page).getByRole('combobox')).toHaveValue('15, 66, Wang 2');
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 'references')).toHaveText('[15]');

  await openEditor(page, 1, 'factor');
  await page.keyboard.insertText('let go');
  await page.reload();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('Not saved when the page was left')).toHaveCount(0);
  await expect(cell(page, 1, 'factor')).toHaveText('PRAME');
});

test('closing the page asks first while a text is not saved, and only then', async ({ app: { page } }, info) => {
  test.skip(info.project.name === 'electron', 'the desktop window saves the editor before it closes');
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.dismiss();
  });
  await openEditor(page, 0, 'factor');
  await page.keyboard.insertText('Not yet');
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toBe(1);
  await expect(editor(page).getByRole('textbox')).toHaveValue('Not yet');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'factor')).toHaveText('Not yet');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toBe(1);
});

test('a refused text comes along as an offer when the curator goes to another section and back', async ({ app: { page } }) => {
  await go(page, 'Studies');
  await openEditor(page, 1, 'pmid');
  await page.keyboard.type('about 7');
  await go(page, 'Trials');
  await expect(said(page)).toContainText('PMID of Reference 2 was not saved');
  await go(page, 'Studies');
  await expect(page.getByText('Not saved when the page was left: PMID of Reference 2')).toBeVisible();
  await expect(page.locator('.lg-drafts')).toContainText('about 7');
});

test('when the host is gone the text stays in its cell with the reason, and is offered after a reload', async ({ app }, info) => {
  test.skip(info.project.name === 'electron', 'the desktop application has no second process to lose this way');
  const { page } = app;
  await openEditor(page, 0, 'factor');
  await page.keyboard.insertText('TGF-β (checked)');
  app.kill();
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'factor')).toHaveText('TGF-β (checked)');
  await expect(cell(page, 0, 'factor')).toHaveAttribute('title', /does not answer/u);
  await cell(page, 0, 'factor').click();
  await page.keyboard.press('Enter');
  await expect(editor(page).getByRole('textbox')).toHaveValue('TGF-β (checked)');
  await expect(editor(page).getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('an editor follows its cell when the table is narrowed under it', async ({ app: { page } }) => {
  await page.getByRole('searchbox').fill('CXCR7');
  await expectRows(page, '\\d of 28 rows');
  await openEditor(page, 0, 'mechanism');
  await page.keyboard.insertText('Found in the search');
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await expect(editor(page)).toHaveCount(0);
  await expectRows(page, '28 rows');
  await expect(page.getByText('Found in the search').first()).toBeVisible();
});
