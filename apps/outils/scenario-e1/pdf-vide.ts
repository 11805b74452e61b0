/** A well-formed one-page PDF without text: what the scenario joins where the call asks for a document. */
export function pdfVide(titre: string): Buffer {
  const ascii = titre
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[()\\]/g, '');
  const objets = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /Title (${ascii}) >>`,
  ];
  let corps = '%PDF-1.4\n';
  const positions = objets.map((objet, rang) => {
    const position = corps.length;
    corps += `${rang + 1} 0 obj\n${objet}\nendobj\n`;
    return `${String(position).padStart(10, '0')} 00000 n \n`;
  });
  const table = corps.length;
  corps += `xref\n0 5\n0000000000 65535 f \n${positions.join('')}trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\n`;
  return Buffer.from(`${corps}startxref\n${table}\n%%EOF\n`, 'latin1');
}
