/** What a scanner found: nothing, or the name that it gives to the threat. */
export type VerdictAntivirus = { sain: true } | { sain: false; signature: string };

/** Nobody answers: the question is asked again later, as long as it takes. */
export class AntivirusInjoignable extends Error {}

/** The scanner had the file and gave no verdict (it refused, fell silent or died): tried again, not for ever. */
export class AnalyseInterrompue extends Error {}

/** The scanner of attachments. No verdict is ever made up: what is not declared clean stays in quarantine. */
export abstract class Antivirus {
  /** True when the configuration says, explicitly, that files may be served without having been scanned. */
  abstract readonly dispense: boolean;

  /** What is missing and what follows, in a sentence for whoever runs the platform; null with a scanner. */
  abstract readonly absence: string | null;

  /** Scans a content. Fails with `AntivirusInjoignable` or `AnalyseInterrompue`; a fault of the content's source passes through. */
  abstract analyser(contenu: AsyncIterable<Uint8Array>): Promise<VerdictAntivirus>;
}

/** No scanner. Files wait in quarantine for one; in development only, `dispense` lets them be served marked as not scanned. */
export class SansAntivirus extends Antivirus {
  readonly absence: string;

  constructor(readonly dispense: boolean) {
    super();
    this.absence = dispense
      ? 'ANTIVIRUS vaut « aucun » : les pièces jointes ne sont PAS analysées, et se téléchargent marquées « non analysée ».'
      : 'ANTIVIRUS n’est pas donné : les pièces jointes sont reçues, restent en quarantaine, et personne ne les télécharge.';
  }

  async analyser(): Promise<VerdictAntivirus> {
    throw new AntivirusInjoignable('aucun antivirus n’est configuré');
  }
}
