/** The steps that a person takes in the Azure portal before a connector can be made; advice names them by number. */
export const azureGuide = [
  {
    title: 'Register an application',
    text: 'In Microsoft Entra ID open App registrations, choose New registration, give it a name and choose Register. Copy the Application (client) ID and the Directory (tenant) ID from its overview.',
  },
  {
    title: 'Create a client secret',
    text: 'In the application open Certificates & secrets and choose New client secret. Copy its Value at once, not its Secret ID: it is shown only here. Note when it expires.',
  },
  {
    title: 'Let the application read the subscription',
    text: 'Open Subscriptions, choose the subscription and open Access control (IAM). Choose Add role assignment, pick Reader or the custom role of this guide, and select the application. This takes the Owner or User Access Administrator role.',
  },
  {
    title: 'Copy the Subscription ID',
    text: 'It stands on the overview of the subscription.',
  },
] as const
