Feature: How an email status comes about

  Rule: Permission tells Opted-In from Non-Marketable
    > **Non-Marketable**: the address came in without permission to send marketing email to it.

    > **Opted-In**: the address came in with permission,

    Scenario Outline: The user brings in a contact
      When the user <brings in> Ana Ruiz <permission>
      Then Ana Ruiz is <status>

      Examples:
        | brings in    | permission         | status         |
        | adds by hand | without permission | Non-Marketable |
        | imports      | with permission    | Opted-In       |

  Rule: People who sign up are asked to confirm
    Scenario: Before the confirmation
      > **Unconfirmed**: the recipient signed up by the sign-up form, but has not confirmed the address yet.

      When Ana Ruiz signs up by the form
      Then Ana Ruiz is Unconfirmed

    Scenario: After the confirmation
      > **Confirmed**: the recipient signed up, and confirmed the address by the link in the email that followed.

      Given Ana Ruiz signed up by the form
      When Ana Ruiz confirms by the link in the email
      Then Ana Ruiz is Confirmed

  Rule: Recipients unsubscribe by themselves
    > **Unsubscribed**: the recipient unsubscribed,

    > Recipients unsubscribe by the link in a broadcast, or with one click in their mail program.

    Scenario: By the link in a broadcast
      Given the Opted-In contact Ana Ruiz
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes by the link in the broadcast
      Then Ana Ruiz is Unsubscribed

    Scenario: With one click in the mail program
      Given the Opted-In contact Ana Ruiz
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes with one click in the mail program
      Then Ana Ruiz is Unsubscribed

  Rule: The answers of mail servers change the status
    > **Soft Bounce**: the recipient's mail server refused three messages in a row, each only for now.

    > **Hard Bounce**: the recipient's mail server refused a message for good.

    > **Spam Complaint**: the recipient reported a message as spam.

    Scenario Outline: What happens to the message
      Given the Opted-In contact Ana Ruiz, whose mail server <answer>
      When the user sends Ana Ruiz <count> one-to-one emails
      Then Ana Ruiz is <status>

      Examples:
        | answer             | count | status         |
        | refuses for now    | 2     | Opted-In       |
        | refuses for now    | 3     | Soft Bounce    |
        | refuses for good   | 1     | Hard Bounce    |
        | reports it as spam | 1     | Spam Complaint |

  Rule: An address that cannot exist is Invalid
    > **Invalid**: the address cannot exist, such as one that ends in `.invalid`.

    Scenario: A reserved domain
      When the user imports "ana@shop.invalid" for Ana Ruiz with permission
      Then Ana Ruiz is Invalid

  Rule: An import never revives an opt-out and never takes permission away
    > An import never revives an opt-out, and it never takes permission away.

    Scenario Outline: A contact is imported again
      Given the <status> contact Ana Ruiz
      When the user imports Ana Ruiz <permission>
      Then Ana Ruiz is <status afterwards>

      Examples:
        | status         | permission         | status afterwards |
        | Unsubscribed   | with permission    | Unsubscribed      |
        | Opted-In       | without permission | Opted-In          |
        | Confirmed      | without permission | Confirmed         |
        | Non-Marketable | with permission    | Opted-In          |

  Rule: Each address of a contact has a status of its own
    > A contact has up to three email addresses, and each of them has a status of its own.

    Scenario: Three addresses
      Given these contacts:
        | name     | Email 1        | Email 2   | Email 3     |
        | Ana Ruiz | Non-Marketable | Confirmed | Hard Bounce |
      When the user opens the page of Ana Ruiz
      Then Email 1 of Ana Ruiz is Non-Marketable
      And Email 2 of Ana Ruiz is Confirmed
      And Email 3 of Ana Ruiz is Hard Bounce

    Scenario: No fourth address
      When the user goes to add a contact by hand
      Then the form has these email fields:
        | Email 1 |
        | Email 2 |
        | Email 3 |

  Rule: Contacts that share an address share its status
    > Contacts that share an address share its status as well.

    Scenario: One of two unsubscribes
      Given Ana Ruiz and Ben Cole share an Opted-In address
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes by the link in the broadcast
      Then Ben Cole is Unsubscribed

    Scenario: Somebody comes in with an address that has permission
      Given the Opted-In contact Ana Ruiz
      When the user adds by hand Ben Cole with the address of Ana Ruiz without permission
      Then Ana Ruiz is Opted-In
      And Ben Cole is Opted-In

  Rule: A changed address starts anew
    > If you replace the address by one that the CRM does not know, that one starts anew: with permission it is
    > Opted-In, without permission it is Non-Marketable.

    Scenario Outline: The new address comes with or without permission
      Given the <status> contact Ana Ruiz
      When the user changes the address of Ana Ruiz to "ana@new.example.com" <permission>
      Then Ana Ruiz is <status afterwards>

      Examples:
        | status      | permission         | status afterwards |
        | Confirmed   | without permission | Non-Marketable    |
        | Hard Bounce | with permission    | Opted-In          |

  Rule: The old address keeps its status
    > The old address keeps its status, even if you delete the contact and add it again.

    Scenario: The contact is deleted and added again
      Given the Unsubscribed contact Ana Ruiz
      And the user deleted Ana Ruiz
      When the user adds by hand Ana Ruiz with permission
      Then Ana Ruiz is Unsubscribed

    Scenario: Another contact comes in with the old address
      Given the Unsubscribed contact Ana Ruiz
      And the user changed the address of Ana Ruiz to "ana@new.example.com" with permission
      When the user imports "ana.ruiz@example.com" for Ben Cole with permission
      Then Ben Cole is Unsubscribed
      But Ana Ruiz is Opted-In
