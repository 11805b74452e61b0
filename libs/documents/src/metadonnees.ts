import type PDFDocument from 'pdfkit';

/** What the document says about itself, in the clear: escaping is done here. */
export interface Metadonnees {
  titre: string;
  auteur: string;
  sujet: string;
  motsCles: string;
}

function echapperXml(texte: string): string {
  return texte
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;');
}

function propriete(nom: string, type: string, description: string): string {
  return `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${nom}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`;
}

/*
 * pdfkit writes one conformance only (`subset`): PDF/A-3a. The mark of PDF/UA is added by hand, with the extension schema
 * that PDF/A asks for any property it does not know.
 */
const IDENTIFICATION_UA = `
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq>${propriete('part', 'Integer', 'Indicates the part of ISO 14289 to which the file conforms')}</rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>`;

type AvecInfo = { info: Record<string, unknown>; _addInfo(): void };

/**
 * Adds the PDF/UA mark and makes pdfkit escape what it writes into the XMP packet: it copies Title, Author, Subject and
 * Keywords there raw, so « Hub R&D » would give malformed XML and a crafted title a second conformance mark. The Info
 * dictionary, written before, keeps the clear text.
 */
export function poserMetadonnees(doc: InstanceType<typeof PDFDocument>): void {
  doc.appendXML(IDENTIFICATION_UA);
  const interne = doc as unknown as AvecInfo;
  const ecrireInfo = interne._addInfo.bind(interne);
  interne._addInfo = () => {
    interne.info = Object.fromEntries(
      Object.entries(interne.info).map(([cle, valeur]) => [
        cle,
        typeof valeur === 'string' ? echapperXml(valeur) : valeur,
      ]),
    );
    ecrireInfo();
  };
}
