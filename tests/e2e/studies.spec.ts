// Adding a study: by hand, from a record of each format, as a row, as a further citation; what is here is not doubled.
import { expect, test } from './fixture';
import { cell, choose, goTo, said, search } from './steps';

const ris = 'TY  - JOUR\nAU  - Okafor, Ngozi\nAU  - Lindqvist, Per\nTI  - Periostin in bone metastasis of lung adenocarcinoma\nT2  - Journal of Skeletal Oncology\nPY  - 2024\nVL  - 12\nIS  - 3\nSP  - 201\nEP  - 212\nDO  - 10.1234/jso.2024.0201\nER  - \n';
const nbib = 'PMID- 39876543\nDP  - 2025 Jan\nTI  - CXCR7 expression in resected tumours.\nFAU - Tanaka, Yui\nAU  - Tanaka Y\nJT  - Bone Reports\nLID - 10.1234/br.2025.7 [doi]\nPT  - Journal Article\n';
const bibtex = '@article{garcia2023,\n  author = {Garc{\\\'i}a, Luc{\\\'i}a and Weiss, Otto},\n  title = {Vertebroplasty against observation},\n  journal = {Spine Trials},\n  year = {2023},\n  doi = {10.1234/st.2023.99}\n}\n';
const csl = JSON.stringify([{ id: 'x', type: 'article-journal', title: 'Zoledronic acid every 12 weeks', author: [{ family: 'Haddad', given: 'Rami' }], issued: { 'date-parts': [[2022]] }, DOI: '10.1234/za.2022.5', 'container-title': 'Supportive Oncology' }]);

test('by hand, just the study: it is the next number, and Undo takes it back', async ({ app: { page } }) => {
  await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  await dialog.getByText('By hand').click();
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await dialog.getByLabel('Title').fill('Osteopontin and skeletal events');
  await dialog.getByLabel('Authors').fill('Moreau, Claire; Diallo, Awa');
  await dialog.getByLabel('Year').fill('2021');
  await dialog.getByLabel('DOI').fill('10.1234/abc.1');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(said(page, 'add study [147] Moreau')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Studies', level: 1 })).toBeVisible();
  await expect(page.locator('.ag-row', { hasText: 'Osteopontin and skeletal events' }).first()).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Studies' })).toContainText('147');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Studies' })).toContainText('146');
});

test('from RIS as a new factor: one change, one undo, both rows', async ({ app: { page } }) => {
  await page.keyboard.press('ControlOrMeta+Shift+A');
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(ris);
  await expect(dialog.getByText('RIS: 1 record')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /Okafor & Lindqvist 2024 Periostin in bone metastasis/u })).toBeChecked();
  await choose(dialog, 'What it is used for', 'A new factor');
  await expect(dialog.getByRole('textbox', { name: 'Factor' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Factor' }).fill('Periostin');
  await dialog.getByLabel('Expression').fill('Up');
  await dialog.getByLabel('Mechanism(s)').fill('no description');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(said(page, 'add study [147] Okafor & Lindqvist 2024 and add factor Periostin')).toBeVisible();
  await search(page, 'periostin', 1);
  await cell(page, 0, 'factor').click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('[147]');
  await expect(cell(page, 0, 'mechanism')).toHaveText('No description');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Factors' })).toContainText('28');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Studies' })).toContainText('146');
});

test('from PubMed as a further study of the selected factor', async ({ app: { page } }) => {
  await search(page, 'CXCR7', 1);
  await cell(page, 0, 'factor').click();
  await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(nbib);
  await expect(dialog.getByText('PubMed (NBIB): 1 record')).toBeVisible();
  await choose(dialog, 'What it is used for', 'A further study of a row that is there');
  await expect(dialog.getByText('Chosen: factor 9: CXCR7')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(said(page, /add study \[147\].*CXCR7/u)).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText(/\[\d+, 147\]/u);
});

test('from BibTeX as a trial, with accents as they are', async ({ app: { page } }) => {
  await goTo(page, 'Trials');
  await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(bibtex);
  await expect(dialog.getByText('BibTeX: 1 record')).toBeVisible();
  await choose(dialog, 'What it is used for', 'A new trial');
  await dialog.getByLabel('Treatment').fill('Vertebroplasty vs Observation');
  await dialog.getByLabel('No. of Patients').fill('40 vs 41');
  await dialog.getByLabel('Results').fill('Pain at four weeks: 2.1 vs 4.8 (p = 0.002).');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(said(page, /García/u)).toBeVisible();
  await search(page, 'vertebroplasty vs observation', 1);
  await expect(cell(page, 0, 'patients')).toHaveText('40 vs 41');
  await cell(page, 0, 'treatment').click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('[147]');
});

test('from a dropped CSL-JSON file; several records are chosen from', async ({ app: { page } }) => {
  await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'export.json', { type: 'application/json' }));
    return data;
  }, csl);
  await dialog.getByRole('textbox', { name: 'Reference record' }).dispatchEvent('drop', { dataTransfer: transfer });
  await expect(dialog.getByText('CSL-JSON: 1 record')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(`${ris}\n${ris.replace('0201', '0202').replace('Periostin', 'Second')}`);
  await expect(dialog.getByText('RIS: 2 records')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await dialog.getByRole('radio', { name: /Second/u }).check();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.locator('.ag-row', { hasText: 'Second in bone metastasis' }).first()).toBeVisible();
});

test('dropped EndNote, Web of Science and XML files are read, each as what it is, in its own encoding', async ({ app: { page } }) => {
  await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  const record = dialog.getByRole('textbox', { name: 'Reference record' });
  const drop = async (name: string, text: string) => {
    const transfer = await page.evaluateHandle(([title, letters]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(letters ?? '', (letter) => letter.charCodeAt(0))], title ?? '', {}));
      return data;
    }, [name, text]);
    await record.dispatchEvent('drop', { dataTransfer: transfer });
  };
  await drop('export.enw', '%0 Journal Article\n%A M\u00fcller, Anna\n%T Gr\u00f6\u00dfe of bone metastases\n%D 2020\n');
  await expect(dialog.getByText('EndNote (tagged): 1 record')).toBeVisible();
  await expect(dialog.getByText('export.enw (Latin-1)')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /Müller 2020 Größe of bone metastases/u })).toBeChecked();
  await drop('savedrecs.ciw', 'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Okafor, N\nTI RANKL in bone\nPY 2021\nER\n\nEF');
  await expect(dialog.getByText('Web of Science: 1 record')).toBeVisible();
  await drop('library.xml', '<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>Osteoclasts of the spine</title></titles><dates><year>2019</year></dates></record></records></xml>');
  await expect(dialog.getByText('EndNote XML: 1 record')).toBeVisible();
  await record.fill(ris);
  await expect(dialog.getByText('RIS: 1 record')).toBeVisible();
  await expect(dialog.getByText('library.xml')).toBeHidden();
});

test('a study that looks like one that is here is offered, and added anyway if asked for', async ({ app: { page } }) => {
  const add = async (text: string) => {
    await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add study' });
    await dialog.getByRole('textbox', { name: 'Reference record' }).fill(text);
    await expect(dialog.getByText('RIS: 1 record')).toBeVisible();
    return dialog;
  };
  let dialog = await add(ris);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  dialog = await add(ris.replace('PY  - 2024', 'PY  - 2025').replace(/DO .*\n/u, ''));
  await expect(dialog.getByText('looks like [147] Okafor & Lindqvist 2024')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('This looks like [147] Okafor & Lindqvist 2024');
  await expect(dialog.getByRole('button', { name: 'Show that study' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Add it anyway' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Studies' })).toContainText('148');
});

test('a DOI that is already here is offered instead of doubled, from a record and by hand', async ({ app: { page } }) => {
  const open = async () => {
    await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
    return page.getByRole('dialog', { name: 'Add study' });
  };
  let dialog = await open();
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(ris);
  await expect(dialog.getByText('RIS: 1 record')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  dialog = await open();
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(ris.replace('10.1234', 'https://doi.org/10.1234').replace('TI  - Periostin', 'TI  - PERIOSTIN'));
  await expect(dialog.getByText('already here as [147]')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Show that study' })).toBeVisible();
  await dialog.getByText('By hand').click();
  await dialog.getByLabel('Title').fill('Again');
  await dialog.getByLabel('DOI').fill('10.1234/JSO.2024.0201');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('already here as [147]');
  await dialog.getByRole('button', { name: 'Show that study' }).click();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Studies' })).toContainText('147');
});

test('what is no reference record is said, and nothing is added', async ({ app: { page } }) => {
  await page.getByRole('main').getByRole('button', { name: 'Add study' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill('Dear colleague, please find attached the paper that we talked about.');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('what the file says of a claim or trial is there as it is typed, and the same when it is added', async ({ app: { page } }) => {
  const total = await page.getByRole('navigation').getByRole('button', { name: 'Findings' }).innerText();
  await page.keyboard.press('ControlOrMeta+Shift+A');
  const dialog = page.getByRole('dialog', { name: 'Add study' });
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(nbib);
  await expect(dialog.getByText('PubMed (NBIB): 1 record')).toBeVisible();
  const said = dialog.getByRole('region', { name: 'What the file says of it' });
  await choose(dialog, 'What it is used for', 'A new trial');
  await dialog.getByRole('textbox', { name: 'Treatment' }).fill('SBRT vs cEBRT');
  await dialog.getByRole('textbox', { name: 'No. of Patients' }).fill('53 vs 57');
  await dialog.getByRole('textbox', { name: 'Results' }).fill('Pain response 30/53 (68.6%) vs 20/57 (35.1%).');
  await expect(said.getByRole('region', { name: 'Arms' })).toContainText('SBRT n = 53');
  await expect(said.getByRole('article', { name: /N3/u })).toContainText('68.6%');
  await dialog.getByRole('textbox', { name: 'Results' }).fill('Pain response 30/53 (56.6%) vs 20/57 (35.1%).');
  await expect(said.getByRole('article')).toHaveCount(0);

  await choose(dialog, 'What it is used for', 'A claim');
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('CXCR7');
  await dialog.getByRole('combobox', { name: 'Direction' }).fill('up');
  await expect(said.getByRole('region', { name: 'Agrees with', exact: true })).toContainText('factor 9');
  await dialog.getByRole('combobox', { name: 'Direction' }).fill('down');
  const finding = said.getByRole('article', { name: /F1/u });
  await expect(finding).toContainText('Up 2 · Down 1');
  await expect(finding.getByRole('button')).toHaveCount(0);
  await page.keyboard.press('Escape'); // the suggestions
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Findings' })).toHaveText(total.replace('\n', ''));

  await page.keyboard.press('ControlOrMeta+Shift+A');
  await dialog.getByRole('textbox', { name: 'Reference record' }).fill(nbib);
  await expect(dialog.getByText('PubMed (NBIB): 1 record')).toBeVisible();
  await choose(dialog, 'What it is used for', 'A claim');
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('CXCR7');
  await dialog.getByRole('combobox', { name: 'Direction' }).fill('down');
  await expect(finding).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Quote' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.locator('.toast').filter({ hasText: /add study \[147\].* and add claim CXCR7/u })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Studies' })).toContainText('146');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Claims' })).toContainText('405');
});
