import type { ApolloServerPlugin } from '@apollo/server';
import type { ContexteRejeu } from '@tdt/socle';

/** Says `extensions.rejeu: true` when the answer is that of an act which the same key had already done. */
export function greffonRejeu(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, response: { body } }) {
          if (body.kind !== 'single' || !(contextValue as ContexteRejeu).rejeu) return;
          body.singleResult.extensions = { ...body.singleResult.extensions, rejeu: true };
        },
      };
    },
  };
}
