Feature: How an email status comes about

  Rule: People who sign up are asked to confirm
    Scenario: Before the confirmation
      When Ana Ruiz signs up by the form
      Then Ana Ruiz is Unconfirmed

    Scenario: After the confirmation
      Given Ana Ruiz signed up by the form
      When Ana Ruiz confirms by the link in the email
      Then Ana Ruiz is Confirmed

  Rule: Recipients unsubscribe by themselves
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
    Scenario Outline: What happens to the message
      Given the Opted-In contact Ana Ruiz, whose mail server <answer>
      When the user sends Ana Ruiz <count> one-to-one emails
      Then Ana Ruiz is <status>

      Examples:
        | answer            | count | status         |
        | refuses for now   | 2     | Opted-In       |
        | refuses for now   | 3     | Soft Bounce    |
        | refuses for good  | 1     | Hard Bounce    |
        | reports it as spam | 1    | Spam Complaint |

  Rule: An address that cannot exist is Invalid
    Scenario: A reserved domain
      When the user imports "ana@shop.invalid" for Ana Ruiz with permission
      Then Ana Ruiz is Invalid

  Rule: An import never revives an opt-out and never takes permission away
    Scenario Outline: A contact is imported again
      Given the <status> contact Ana Ruiz
      When the user imports Ana Ruiz <permission>
      Then Ana Ruiz is <status afterwards>

      Examples:
        | status         | permission         | status afterwards |
        | Unsubscribed   | with permission    | Unsubscribed      |
        | Hard Bounce    | with permission    | Hard Bounce       |
        | Spam Complaint | with permission    | Spam Complaint    |
        | Opted-In       | without permission | Opted-In          |
        | Confirmed      | without permission | Confirmed         |
        | Non-Marketable | with permission    | Opted-In          |

  Rule: A changed address starts anew
    Scenario: The new address comes without permission
      Given the Confirmed contact Ana Ruiz
      When the user changes the address of Ana Ruiz to "ana@new.example.com" without permission
      Then Ana Ruiz is Non-Marketable

    Scenario: The old address keeps its opt-out
      Given the Unsubscribed contact Ana Ruiz
      And the user deleted Ana Ruiz
      When the user adds by hand Ana Ruiz with permission
      Then Ana Ruiz is Unsubscribed

  Rule: Contacts that share an address share its status
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

  Rule: Every change is kept with who, how and why
    Scenario: The life of an address
      Given the user imported Ana Ruiz without permission
      And the user opted in all Non-Marketable contacts in bulk
      And the user opted out all contacts in bulk
      When the user opens the page of Ana Ruiz
      Then the consent history shows, newest first:
        | change                    | way         |
        | Opted-In → Unsubscribed   | Bulk action |
        | Non-Marketable → Opted-In | Bulk action |
        | New: Non-Marketable       | Import      |
