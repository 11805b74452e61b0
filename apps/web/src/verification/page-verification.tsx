import { Button } from '@codegouvfr/react-dsfr/Button';
import { Upload } from '@codegouvfr/react-dsfr/Upload';
import type { SceauConvention, VerdictConvention } from '@tdt/domaine';
import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { clientGraphql, gql } from '../commun/api.js';
import { ChampTexte } from '../commun/champs.js';
import { Titre } from '../commun/etats.js';
import { lireFichier, type FichierLu } from './lecture-pdf.js';
import { jugerSceau, lireCles, type Cles } from './sceau.js';
import { ContenuDuSceau, SignaturesManuscrites, Verdict, type Manuscrites } from './verdict.js';

const TITRE = 'Vérifier une convention';

const VERIFIER = gql(`
  query VerifierConvention($empreinte: String, $numero: String, $sceau: String, $empreinteDonnees: String) {
    verifierConvention(empreinte: $empreinte, numero: $numero, sceau: $sceau, empreinteDonnees: $empreinteDonnees) {
      verdict
      signaturesManuscrites { partie recueLe }
    }
  }
`);

interface Pieces {
  fichier: FichierLu | null;
  numero: string;
  code: string;
}

interface Reponse {
  verdict: VerdictConvention | null;
  contenu: SceauConvention | null;
  manuscrites: Manuscrites;
}

/** The browser judges the seal by itself first: what it finds false needs no server, what it finds true is shown without one. */
async function verifier({ fichier, numero, code }: Pieces, cles: Cles | null): Promise<Reponse> {
  const sceaux = [...new Set([code.trim(), fichier?.sceau ?? ''].map((lu) => lu.replace(/^[^#]*#/, '')))].filter(
    Boolean,
  );
  const juges = await Promise.all(sceaux.map((sceau) => jugerSceau(sceau, cles)));
  const contenu = juges.find((juge) => juge.contenu)?.contenu ?? null;
  if (juges.some(({ valeur }) => valeur === 'FAUX')) return { verdict: 'FALSIFIEE', contenu: null, manuscrites: [] };
  // The code scanned on paper and the file are those of two conventions.
  if (juges.length > 1 && juges.every(({ valeur }) => valeur === 'AUTHENTIQUE'))
    return { verdict: 'INCOHERENTE', contenu, manuscrites: [] };
  const variables = {
    empreinte: fichier?.empreinte ?? null,
    empreinteDonnees: fichier?.empreinteDonnees ?? null,
    numero: numero.trim() || null,
    sceau: sceaux[0] ?? null,
  };
  const { data } = await clientGraphql.query(VERIFIER, variables, { requestPolicy: 'network-only' }).toPromise();
  const manuscrites = data?.verifierConvention.signaturesManuscrites ?? [];
  return { verdict: data?.verifierConvention.verdict ?? null, contenu, manuscrites };
}

/** Public keys, asked for as the page opens; those that come late are waited for. */
function useCles(): () => Promise<Cles | null> {
  const promesse = useRef<Promise<Cles | null>>(undefined);
  const lire = useCallback(() => (promesse.current ??= lireCles().catch(() => null)), []);
  useEffect(() => void lire(), [lire]);
  return lire;
}

/** What is presented, and the answer; whoever scanned the code asked his question already. */
function useVerification(hash: string) {
  const cles = useCles();
  const [pieces, setPieces] = useState<Pieces>({ fichier: null, numero: '', code: hash.slice(1) });
  const [erreur, setErreur] = useState<string>();
  const [reponse, setReponse] = useState<Reponse | null>(null);
  const juger = useCallback(
    async (presentees: Pieces) => {
      setReponse(null);
      const vide = !presentees.fichier && !presentees.numero.trim() && !presentees.code.trim();
      setErreur(
        vide ? 'Choisissez le fichier PDF, indiquez le numéro, ou scannez le code de la couverture.' : undefined,
      );
      if (!vide) setReponse(await verifier(presentees, await cles()));
    },
    [cles],
  );
  useEffect(() => {
    if (hash.length < 2) return;
    const scannees = { fichier: null, numero: '', code: hash.slice(1) };
    setPieces(scannees);
    void juger(scannees);
  }, [hash, juger]);
  const choisir = async (choisi: File | undefined) => {
    setReponse(null);
    setErreur(undefined);
    const fichier = choisi ? await lireFichier(choisi) : null;
    setPieces((avant) => ({ ...avant, fichier }));
  };
  return { pieces, setPieces, erreur, reponse, juger, choisir };
}

/** Everybody may check the convention that he holds: by its number, by its QR code, or by its file, which stays here. */
export default function PageVerification() {
  const { pieces, setPieces, erreur, reponse, juger, choisir } = useVerification(useLocation().hash);
  const { fichier, numero, code } = pieces;
  const soumettre = (evenement: FormEvent) => {
    evenement.preventDefault();
    void juger(pieces);
  };
  return (
    <>
      <Titre onglet={TITRE}>{TITRE}</Titre>
      <p className="fr-text--lead">
        Vous avez reçu une convention : assurez-vous que c’est bien celle que les financeurs et le porteur ont arrêtée,
        et qu’elle est toujours en vigueur.
      </p>
      <form onSubmit={soumettre} noValidate>
        <Upload
          label="La convention, en PDF"
          hint="Elle est lue ici : le fichier ne quitte pas votre appareil."
          multiple={false}
          nativeInputProps={{ accept: 'application/pdf', onChange: (e) => void choisir(e.currentTarget.files?.[0]) }}
          className="fr-mb-3w"
        />
        {fichier && (
          <p className="fr-text--sm tdt-empreinte" data-empreinte>
            Empreinte SHA-256 de « {fichier.nom} » : {fichier.empreinte}
          </p>
        )}
        <ChampTexte
          chemin="numero"
          label="Numéro de la convention"
          indice="Par exemple HUBS-2020-C-0001 ; avec un fichier ou un code, il doit être le sien"
          valeur={numero}
          erreur={erreur}
          max={100}
          surChangement={(saisi) => setPieces({ ...pieces, numero: saisi })}
        />
        <ChampTexte
          chemin="code"
          label="Code de la couverture"
          indice="Rempli quand vous scannez le code QR ; vous pouvez aussi y coller son adresse"
          valeur={code}
          natif={{ spellCheck: false }}
          surChangement={(saisi) => setPieces({ ...pieces, code: saisi })}
        />
        <Button type="submit">Vérifier cette convention</Button>
      </form>
      <div role="status" className="fr-mt-4w">
        {reponse && <Verdict verdict={reponse.verdict} />}
        {reponse && <SignaturesManuscrites lignes={reponse.manuscrites} />}
        {reponse?.contenu && <ContenuDuSceau sceau={reponse.contenu} />}
      </div>
    </>
  );
}
