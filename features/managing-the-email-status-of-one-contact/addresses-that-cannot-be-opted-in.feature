Feature: Addresses that cannot be opted in

  Rule: Only a Non-Marketable address can be opted in
    > Only a Non-Marketable address can be opted in.

    Scenario: Three addresses of each status
      Given a contact of each email status, with three addresses
      When the user looks for addresses that can be opted in or out
      Then the contacts' pages offer opt-in for the Non-Marketable addresses only

  Rule: An address that cannot be opted in has no Opt In button
    > If an address cannot be opted in, its section on the contact's page has no **Opt In** button.

    Scenario: Three addresses of each status that cannot be opted in
      Given a contact of each email status, with three addresses
      When the user looks for addresses that can be opted in or out
      Then no section of another address than the Non-Marketable ones has an Opt In button

  Rule: The section gives the reason
    > It gives the reason instead:

    Scenario: The reason for each status
      Given a contact of each email status, with three addresses
      When the user looks for addresses that can be opted in or out
      Then each section gives the reason why the address cannot be opted in:
        | Unconfirmed    | The address gets every kind of email already.                                      |
        | Confirmed      | The address gets every kind of email already.                                      |
        | Opted-In       | The address gets every kind of email already.                                      |
        | Unsubscribed   | An opt-out cannot be taken back.                                                   |
        | Soft Bounce    | The mail server refuses the address for now, and permission does not change that.  |
        | Hard Bounce    | The mail server refuses the address for good, and permission does not change that. |
        | Spam Complaint | The recipient reported a message as spam, and permission does not change that.     |
        | Invalid        | The address cannot exist, and permission does not change that.                     |

  Rule: An opt-out stays in force
    > An opt-out stays in force, on the contact's page as well as with bulk opt-in or an import with permission.

    Scenario: Contact's page, bulk opt-in and import with permission of three Unsubscribed addresses
      Given these contacts:
        | name     | Email 1      | Email 2      | Email 3      |
        | Ana Ruiz | Unsubscribed | Unsubscribed | Unsubscribed |
      And the user applied Opt-In to Email 1, Email 2 and Email 3 of all contacts
      When the user imports the addresses of all contacts again with permission
      Then all contacts are Unsubscribed
      And the page of Ana Ruiz offers no opt-in and gives the reason "An opt-out cannot be taken back."

  Rule: An opt-in is refused if the address was opted out in the meantime
    > If an address is opted out while you are about to opt it in, your opt-in is refused.

    Scenario Outline: The opt-in dialog of <field> is open while <opt-out>
      Given these contacts:
        | name     | <field>        |
        | Ana Ruiz | Non-Marketable |
      And the user sent Ana Ruiz a one-to-one email
      And the user has opened the opt-in dialog of Ana Ruiz
      And in the meantime, <opt-out>
      When the user confirms the opt-in
      Then the opt-in is refused because of the status Unsubscribed
      And Ana Ruiz is Unsubscribed

      Examples:
        | field   | opt-out                                                  |
        | Email 2 | another user opts out Ana Ruiz                           |
        | Email 1 | another user opts out all contacts in bulk               |
        | Email 3 | Ana Ruiz unsubscribes with the link in the email         |
        | Email 1 | Ana Ruiz unsubscribes with one click in the mail program |

  Rule: Permission does not change a bounce
    > If the mail server refuses an address, temporarily or permanently, permission does not change that.

    Scenario: Import and plugin with permission, for bounced addresses in each field
      Given these contacts:
        | name     | Email 1     | Email 2     | Email 3     |
        | Ana Ruiz | Soft Bounce | Soft Bounce | Soft Bounce |
        | Ben Cole | Hard Bounce | Hard Bounce | Hard Bounce |
      And the addresses of all contacts were added by a plugin with permission
      When the user imports the addresses of all contacts again with permission
      Then the email statuses are:
        | name     | Email 1     | Email 2     | Email 3     |
        | Ana Ruiz | Soft Bounce | Soft Bounce | Soft Bounce |
        | Ben Cole | Hard Bounce | Hard Bounce | Hard Bounce |

  Rule: Permission does not change a spam complaint or an invalid address
    > If the recipient reported a message as spam, or if the address cannot exist, permission does not change that either.

    Scenario: Import and plugin with permission, for such addresses in each field
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Spam Complaint | Spam Complaint | Spam Complaint |
        | Ben Cole | Invalid        | Invalid        | Invalid        |
      And the addresses of all contacts were added by a plugin with permission
      When the user imports the addresses of all contacts again with permission
      Then the email statuses are:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Spam Complaint | Spam Complaint | Spam Complaint |
        | Ben Cole | Invalid        | Invalid        | Invalid        |
