Feature: How an address gets its email status

  Rule: A new address is Opted-In with permission and Non-Marketable without
    > **Non-Marketable**: the address came in without permission to send marketing email to it.

    > **Opted-In**: the address came in with permission,

    Scenario: Contact added by hand without permission
      When the user adds Ana Ruiz by hand without permission
      Then Ana Ruiz is Non-Marketable

    Scenario: Contact added by hand with permission
      When the user adds Ana Ruiz by hand with permission
      Then Ana Ruiz is Opted-In

  Rule: Recipients who sign up are Unconfirmed until they confirm
    > **Unconfirmed**: the recipient signed up with the sign-up form, but has not confirmed the address yet.

    > **Confirmed**: the recipient signed up, and confirmed the address with the link in the email that followed.

    Scenario: Sign-up without confirmation
      When Ana Ruiz signs up with the form
      Then Ana Ruiz is Unconfirmed

    Scenario: Sign-up with confirmation
      Given Ana Ruiz signed up with the form
      When Ana Ruiz confirms with the link in the email
      Then Ana Ruiz is Confirmed

  Rule: Recipients can unsubscribe from broadcasts
    > **Unsubscribed**: the recipient unsubscribed,

    > Recipients unsubscribe with the link in a broadcast, or with one click in their mail program.

    Scenario: Unsubscribe link in a broadcast
      Given the Opted-In contact Ana Ruiz
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes with the link in the broadcast
      Then Ana Ruiz is Unsubscribed

    Scenario: One click in the mail program
      Given the Opted-In contact Ana Ruiz
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes with one click in the mail program
      Then Ana Ruiz is Unsubscribed

  Rule: The third temporary refusal makes an address Soft Bounce
    > **Soft Bounce**: the recipient's mail server refused three messages temporarily.

    Scenario Outline: Status after two and after three temporary refusals
      Given the Opted-In contact Ana Ruiz, whose mail server refuses messages temporarily
      When the user sends Ana Ruiz <count> one-to-one emails
      Then Ana Ruiz is <status>

      Examples:
        | count | status      |
        | 2     | Opted-In    |
        | 3     | Soft Bounce |

  Rule: A permanent refusal makes an address Hard Bounce
    > **Hard Bounce**: the recipient's mail server refused a message permanently.

    Scenario: One permanent refusal
      Given the Opted-In contact Ana Ruiz, whose mail server refuses messages permanently
      When the user sends Ana Ruiz a one-to-one email
      Then Ana Ruiz is Hard Bounce

  Rule: A spam report makes an address Spam Complaint
    > **Spam Complaint**: the recipient reported a message as spam.

    Scenario: One spam report
      Given the Opted-In contact Ana Ruiz, who reports messages as spam
      When the user sends Ana Ruiz a one-to-one email
      Then Ana Ruiz is Spam Complaint

  Rule: An address that cannot exist is Invalid
    > **Invalid**: the address cannot exist, because it ends in `.invalid`.

    Scenario: Import of an address that ends in .invalid
      When the user imports "ana@shop.invalid" for Ana Ruiz with permission
      Then Ana Ruiz is Invalid

  Rule: An import never undoes an opt-out and never takes permission away
    > An import never undoes an opt-out, and it never takes permission away.

    Scenario: Unsubscribed contact imported again with permission
      Given the Unsubscribed contact Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is Unsubscribed

    Scenario Outline: Marketable contact imported again without permission
      Given the <status> contact Ana Ruiz
      When the user imports Ana Ruiz without permission
      Then Ana Ruiz is <status>

      Examples:
        | status      |
        | Unconfirmed |
        | Confirmed   |
        | Opted-In    |

    Scenario: Deleted Opted-In contact imported again without permission
      Given the Opted-In contact Ana Ruiz
      And the user deleted Ana Ruiz
      When the user imports Ana Ruiz without permission
      Then Ana Ruiz is Opted-In

  Rule: An import with permission makes a Non-Marketable address Opted-In
    > An import with permission makes a Non-Marketable address Opted-In.

    Scenario: Non-Marketable contact imported again with permission
      Given the Non-Marketable contact Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is Opted-In

  Rule: Each address of a contact has its own status
    > A contact has up to three email addresses, and each of them has a status of its own.

    Scenario: A contact with three addresses
      Given these contacts:
        | name     | Email 1        | Email 2   | Email 3     |
        | Ana Ruiz | Non-Marketable | Confirmed | Hard Bounce |
      When the user opens the page of Ana Ruiz
      Then Email 1 of Ana Ruiz is Non-Marketable
      And Email 2 of Ana Ruiz is Confirmed
      And Email 3 of Ana Ruiz is Hard Bounce

    Scenario: No field for a fourth address
      When the user opens the form for a new contact
      Then the form has these email fields:
        | Email 1 |
        | Email 2 |
        | Email 3 |

  Rule: Contacts that share an address share its status
    > Contacts that share an address share its status as well.

    Scenario: One of two contacts unsubscribes
      Given Ana Ruiz and Ben Cole share an Opted-In address
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes with the link in the broadcast
      Then Ben Cole is Unsubscribed

    Scenario: A contact is added with the Opted-In address of another contact
      Given the Opted-In contact Ana Ruiz
      When the user adds Ben Cole by hand without permission, with the address of Ana Ruiz
      Then Ana Ruiz is Opted-In
      And Ben Cole is Opted-In

  Rule: A new address does not take over the status of the old one
    > If you replace the address with one that the CRM does not know, the new address gets its own status: with permission
    > it is Opted-In, without permission it is Non-Marketable.

    Scenario: Confirmed address replaced without permission
      Given the Confirmed contact Ana Ruiz
      When the user changes the address of Ana Ruiz to "ana@new.example.com" without permission
      Then Ana Ruiz is Non-Marketable

    Scenario: Hard Bounce address replaced with permission
      Given the Hard Bounce contact Ana Ruiz
      When the user changes the address of Ana Ruiz to "ana@new.example.com" with permission
      Then Ana Ruiz is Opted-In

  Rule: The old address keeps its status
    > The old address keeps its status, even if you delete the contact and add it again.

    Scenario: The contact is deleted and added again
      Given the Unsubscribed contact Ana Ruiz
      And the user deleted Ana Ruiz
      When the user adds Ana Ruiz by hand with permission
      Then Ana Ruiz is Unsubscribed

    Scenario: Another contact is imported with the old address
      Given the Unsubscribed contact Ana Ruiz
      And the user changed the address of Ana Ruiz to "ana@new.example.com" with permission
      When the user imports "ana.ruiz@example.com" for Ben Cole with permission
      Then Ben Cole is Unsubscribed
      But Ana Ruiz is Opted-In
