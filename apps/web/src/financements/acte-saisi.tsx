import { estCollectivite, LIBELLES_TYPE_ACTE, TYPES_ACTE, type CategorieOrganisme, type TypeActe } from '@tdt/domaine';
import { ChampChoix, ChampDate, ChampTexte } from '../commun/champs.js';

/** The funder's own act, as it is typed. */
export interface ActeSaisi {
  typeActe: TypeActe | '';
  numero: string;
  dateActe: string;
  signataireNom: string;
  signataireQualite: string;
  transmisLe: string;
}

export const ACTE_VIDE: ActeSaisi = {
  typeActe: '',
  numero: '',
  dateActe: '',
  signataireNom: '',
  signataireQualite: '',
  transmisLe: '',
};

export const CHAMPS_ACTE = Object.keys(ACTE_VIDE).map((champ) => `acte.${champ}`);

interface Props {
  acte: ActeSaisi;
  categorie: CategorieOrganisme;
  surChangement: (acte: ActeSaisi) => void;
}

/** The act: its form, its number, its date, who signed it; for a local authority, when the préfet got it. */
export function SaisieActe({ acte, categorie, surChangement }: Props) {
  const poser = (changement: Partial<ActeSaisi>) => surChangement({ ...acte, ...changement });
  return (
    <>
      <ChampChoix
        chemin="acte.typeActe"
        label="Forme de l’acte"
        valeur={acte.typeActe}
        vide="Choisir"
        surChangement={(valeur) => poser({ typeActe: valeur as TypeActe })}
        options={TYPES_ACTE.map((valeur) => ({ valeur, texte: LIBELLES_TYPE_ACTE[valeur] }))}
      />
      <ChampTexte
        chemin="acte.numero"
        label="Numéro de l’acte"
        indice="Tel qu’il figure sur l’acte, par exemple 21_CP_0917"
        valeur={acte.numero}
        max={100}
        surChangement={(numero) => poser({ numero })}
      />
      <ChampDate
        chemin="acte.dateActe"
        label="Date de l’acte"
        valeur={acte.dateActe}
        surChangement={(dateActe) => poser({ dateActe })}
      />
      <ChampTexte
        chemin="acte.signataireNom"
        label="Prénom et nom du signataire"
        valeur={acte.signataireNom}
        max={200}
        surChangement={(signataireNom) => poser({ signataireNom })}
      />
      <ChampTexte
        chemin="acte.signataireQualite"
        label="Qualité du signataire"
        indice="Par exemple : présidente du conseil régional"
        valeur={acte.signataireQualite}
        max={200}
        surChangement={(signataireQualite) => poser({ signataireQualite })}
      />
      {estCollectivite(categorie) && (
        <ChampDate
          chemin="acte.transmisLe"
          label="Transmission au contrôle de légalité"
          indice="Le jour où l’acte a été transmis au préfet"
          valeur={acte.transmisLe}
          surChangement={(transmisLe) => poser({ transmisLe })}
        />
      )}
    </>
  );
}

/** The act as the API reads it. */
export function acteDe({ typeActe, transmisLe, ...acte }: ActeSaisi) {
  return { ...acte, typeActe: typeActe || 'AUTRE', transmisLe: transmisLe || null } as const;
}
