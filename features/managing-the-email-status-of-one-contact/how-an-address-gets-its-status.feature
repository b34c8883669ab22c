Feature: How an address gets its email status

  Rule: A new address without permission is Non-Marketable
    > **Non-Marketable**: the address came in without permission to send marketing email to it.

    Scenario: One contact by each way in
      Given a plugin that passes on permission
      When these contacts come in without permission:
        | name     | way             | Email 1       | Email 2       | Email 3       |
        | Ana Ruiz | by hand         | ana@x.example | ana@y.example | ana@z.example |
        | Ben Cole | import          | ben@x.example | ben@y.example | ben@z.example |
        | Cy Hall  | plugin          | cy@x.example  | cy@y.example  | cy@z.example  |
        | Di Wood  | changed address | di@x.example  | di@y.example  | di@z.example  |
      Then all contacts are Non-Marketable

  Rule: A new address with permission is Opted-In
    > **Opted-In**: the address came in with permission,

    Scenario: One contact by each way in, with permission
      Given a plugin that passes on permission
      When these contacts come in with permission:
        | name     | way             | Email 1       | Email 2       | Email 3       |
        | Ana Ruiz | by hand         | ana@x.example | ana@y.example | ana@z.example |
        | Ben Cole | import          | ben@x.example | ben@y.example | ben@z.example |
        | Cy Hall  | plugin          | cy@x.example  | cy@y.example  | cy@z.example  |
        | Di Wood  | changed address | di@x.example  | di@y.example  | di@z.example  |
      Then all contacts are Opted-In

  Rule: Recipients who sign up are Unconfirmed until they confirm
    > **Unconfirmed**: the recipient signed up with the sign-up form, but has not confirmed the address yet.

    Scenario: A new and a known recipient sign up
      Given these contacts:
        | name     | Email 2        |
        | Ben Cole | Non-Marketable |
      When Ana Ruiz signs up with the form
      And Ben Cole signs up with the form
      Then all contacts are Unconfirmed

    Scenario: The recipient opens the link in the email, but does not confirm
      Given Ana Ruiz signed up with the form
      When Ana Ruiz opens the link in the email
      And 30 days pass
      Then Ana Ruiz is Unconfirmed

  Rule: Recipients who confirm are Confirmed
    > **Confirmed**: the recipient signed up, and confirmed the address with the link in the email that followed.

    Scenario: A new and two known recipients confirm, and another one does not
      Given these contacts:
        | name     | Email 1 | Email 2        | Email 3        |
        | Ben Cole |         | Non-Marketable |                |
        | Cy Hall  |         |                | Non-Marketable |
      And Ana Ruiz signed up with the form
      And Ben Cole signed up with the form
      And Cy Hall signed up with the form
      And Eve Lind signed up with the form
      When Ana Ruiz confirms with the link in the email
      And Ben Cole confirms with the link in the email
      And Cy Hall confirms with the link in the email
      Then the email statuses are:
        | name     | Email 1     | Email 2   | Email 3   |
        | Ana Ruiz | Confirmed   |           |           |
        | Ben Cole |             | Confirmed |           |
        | Cy Hall  |             |           | Confirmed |
        | Eve Lind | Unconfirmed |           |           |

  Rule: Recipients can unsubscribe
    > **Unsubscribed**: the recipient unsubscribed,

    > Recipients unsubscribe with the link in a broadcast, or with one click in their mail program.

    Scenario Outline: <status> recipient unsubscribes <how>
      Given these contacts:
        | name     | Email 1  | Email 2  | Email 3  |
        | Ana Ruiz |          | <status> | <status> |
        | Ben Cole | <status> |          |          |
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes <how>
      Then the email statuses are:
        | name     | Email 1  | Email 2      | Email 3  |
        | Ana Ruiz |          | Unsubscribed | <status> |
        | Ben Cole | <status> |              |          |

      Examples:
        | status      | how                                |
        | Unconfirmed | with the link in the broadcast     |
        | Confirmed   | with the link in the broadcast     |
        | Opted-In    | with the link in the broadcast     |
        | Unconfirmed | with one click in the mail program |
        | Confirmed   | with one click in the mail program |
        | Opted-In    | with one click in the mail program |

    Scenario: Recipients with one address, in Email 1, Email 2 and Email 3
      Given contacts with one Opted-In address, in Email 1, Email 2 and Email 3
      And the user sent a broadcast to all contacts
      When Ana Ruiz, Ben Cole and Cy Hall unsubscribe with the link in the broadcast
      Then all contacts are Unsubscribed

  Rule: The third temporary refusal in a row makes an address Soft Bounce
    > **Soft Bounce**: the recipient's mail server temporarily refused three messages in a row.

    Scenario Outline: The mail server answers: <answers>
      Given these contacts:
        | name     | Email 1        | Email 2     | Email 3  |
        | Ana Ruiz | Non-Marketable | Unconfirmed | Opted-In |
        | Ben Cole | Confirmed      |             |          |
      When one-to-one emails to each address are <answers>
      Then the email statuses are:
        | name     | Email 1   | Email 2   | Email 3   |
        | Ana Ruiz | <Email 1> | <Email 2> | <Email 3> |
        | Ben Cole | <Ben>     |           |           |

      Examples:
        | answers                                      | Email 1        | Email 2     | Email 3     | Ben         |
        | refused, refused                             | Non-Marketable | Unconfirmed | Opted-In    | Confirmed   |
        | refused, refused, refused                    | Soft Bounce    | Soft Bounce | Soft Bounce | Soft Bounce |
        | refused, refused, accepted, refused, refused | Non-Marketable | Unconfirmed | Opted-In    | Confirmed   |

    Scenario: A broadcast is accepted between four refusals
      Given the Opted-In contact Ana Ruiz
      And one-to-one emails to each address were refused and refused
      And the mail server of Ana Ruiz accepts messages
      And the user sent a broadcast to all contacts
      When one-to-one emails to each address are refused, refused
      Then Ana Ruiz is Opted-In

    Scenario Outline: A broadcast is refused, and sequence messages after <days>
      Given the Opted-In contact Ana Ruiz
      And the Opted-In contact Ben Cole
      And the mail server of Ana Ruiz refuses messages temporarily
      And a sequence with messages after <days>
      And the user sent a broadcast to all contacts
      When the user starts the sequence for all contacts
      And 1 day passes
      And 1 day passes
      Then Ana Ruiz is <status>
      But Ben Cole is Opted-In

      Examples:
        | days            | status      |
        | 1 day           | Opted-In    |
        | 1 day and 1 day | Soft Bounce |

  Rule: A permanent refusal makes an address Hard Bounce
    > **Hard Bounce**: the recipient's mail server refused a message permanently.

    Scenario: One permanent refusal at an address of each status that gets one-to-one email
      Given these contacts:
        | name     | Email 1        | Email 2      | Email 3     |
        | Ana Ruiz | Non-Marketable | Unconfirmed  | Confirmed   |
        | Ben Cole | Opted-In       | Unsubscribed | Soft Bounce |
      And the mail servers of Ana Ruiz and Ben Cole refuse messages permanently
      When the user sends 1 one-to-one email to each address
      Then all contacts are Hard Bounce

    Scenario: A broadcast and a sequence message are refused
      Given the Opted-In contact Ana Ruiz
      And the Opted-In contact Ben Cole
      And a sequence with a message after 1 day
      And the sequence was started 0 days ago
      And the mail server of Ben Cole refuses messages permanently
      And the user sent a broadcast to all contacts
      And the mail server of Ana Ruiz refuses messages permanently
      When 1 day passes
      Then all contacts are Hard Bounce

  Rule: A spam report makes an address Spam Complaint
    > **Spam Complaint**: the recipient reported a message as spam.

    Scenario: One spam report at an address of each status that gets one-to-one email
      Given these contacts:
        | name     | Email 1        | Email 2      | Email 3     |
        | Ana Ruiz | Non-Marketable | Unconfirmed  | Confirmed   |
        | Ben Cole | Opted-In       | Unsubscribed | Soft Bounce |
      And the mail servers of Ana Ruiz and Ben Cole report messages as spam
      When the user sends 1 one-to-one email to each address
      Then all contacts are Spam Complaint

    Scenario: A broadcast and a sequence message are reported
      Given the Opted-In contact Ana Ruiz
      And the Opted-In contact Ben Cole
      And a sequence with a message after 1 day
      And the sequence was started 0 days ago
      And the mail server of Ben Cole reports messages as spam
      And the user sent a broadcast to all contacts
      And the mail server of Ana Ruiz reports messages as spam
      When 1 day passes
      Then all contacts are Spam Complaint

  Rule: An address that cannot exist is Invalid
    > **Invalid**: the address cannot exist, because it ends in `.invalid`.

    Scenario Outline: Addresses that end in .invalid, and others, come in <permission>
      Given a plugin that passes on permission
      When these contacts come in <permission>:
        | name     | way             | Email 1          | Email 2       | Email 3                 |
        | Ana Ruiz | import          | ana@shop.invalid | ana@x.INVALID | ana@invalid.example     |
        | Ben Cole | by hand         | ben@shop.invalid | ben@y.invalid | ben.invalid@example.com |
        | Cy Hall  | plugin          | cy@shop.invalid  | cy@my.invalid | cy@shop.notinvalid      |
        | Di Wood  | changed address | di@shop.invalid  |               |                         |
      Then the email statuses are:
        | name     | Email 1 | Email 2 | Email 3  |
        | Ana Ruiz | Invalid | Invalid | <others> |
        | Ben Cole | Invalid | Invalid | <others> |
        | Cy Hall  | Invalid | Invalid | <others> |
        | Di Wood  | Invalid |         |          |

      Examples:
        | permission         | others         |
        | with permission    | Opted-In       |
        | without permission | Non-Marketable |

    Scenario: Sign-up with such an address
      When Ana Ruiz signs up with the address "ana@shop.invalid"
      Then Ana Ruiz is Invalid

  Rule: An import never undoes an opt-out
    > An import never undoes an opt-out,

    Scenario Outline: Three Unsubscribed addresses, imported again <permission>
      Given these contacts:
        | name     | Email 1      | Email 2      | Email 3      |
        | Ana Ruiz | Unsubscribed | Unsubscribed | Unsubscribed |
      When the user imports the addresses of all contacts again <permission>
      Then all contacts are Unsubscribed

      Examples:
        | permission                          |
        | with permission                     |
        | with permission, in capital letters |
        | with yes in the permission column   |

    Scenario: Another contact comes in with the address
      Given the Unsubscribed contact Ana Ruiz
      And the user deleted Ana Ruiz
      When the user imports "Ana.Ruiz@Example.com" for Ben Cole with permission
      Then Ben Cole is Unsubscribed

  Rule: An import never takes permission away
    > and it never takes permission away.

    Scenario Outline: Marketable addresses, imported again <permission>
      Given these contacts:
        | name     | Email 1     | Email 2     | Email 3     |
        | Ana Ruiz | Unconfirmed | Confirmed   | Opted-In    |
        | Ben Cole | Opted-In    | Unconfirmed | Confirmed   |
        | Cy Hall  | Confirmed   | Opted-In    | Unconfirmed |
      When the user imports the addresses of all contacts again <permission>
      Then every contact keeps the status of each address

      Examples:
        | permission                             |
        | without permission                     |
        | without permission, in capital letters |
        | with no in the permission column       |

    Scenario: A deleted contact is imported again without permission
      Given the Opted-In contact Ana Ruiz
      And the user deleted Ana Ruiz
      When the user imports Ana Ruiz without permission
      Then Ana Ruiz is Opted-In

  Rule: An import with permission makes a Non-Marketable address Opted-In
    > An import with permission makes a Non-Marketable address Opted-In.

    Scenario Outline: Three Non-Marketable addresses, imported again <permission>
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
        | Ben Cole |                | Non-Marketable |                |
      When the user imports the addresses of all contacts again <permission>
      Then all contacts are Opted-In

      Examples:
        | permission                          |
        | with permission                     |
        | with permission, in capital letters |
        | with yes in the permission column   |

  Rule: A contact has up to three addresses, each with its own status
    > A contact has up to three email addresses, and each of them has a status of its own.

    Scenario: Three addresses of different statuses, of which one unsubscribes
      Given these contacts:
        | name     | Email 1  | Email 2        | Email 3     |
        | Ana Ruiz | Opted-In | Non-Marketable | Hard Bounce |
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes with the link in the broadcast
      Then the contacts' pages show these statuses:
        | name     | Email 1      | Email 2        | Email 3     |
        | Ana Ruiz | Unsubscribed | Non-Marketable | Hard Bounce |

    Scenario: No field for a fourth address
      When the user opens the form for a new contact
      Then the form has these email fields:
        | Email 1 |
        | Email 2 |
        | Email 3 |

  Rule: Contacts that share an address share its status
    > Contacts that share an address share its status as well.

    Scenario Outline: Four contacts have the address in different fields, and <change>
      Given Ana Ruiz, Ben Cole, Cy Hall and Di Wood share an Opted-In address, in different fields
      And the user sent a broadcast to all contacts
      When <change>
      Then all contacts are Unsubscribed

      Examples:
        | change                                               |
        | Ana Ruiz unsubscribes with the link in the broadcast |
        | the user opts out Ana Ruiz                           |
        | the user opts out Email 2 of Ben Cole                |
        | the user applies Opt-Out to Email 3 of all contacts  |

    Scenario Outline: A contact is added with the <status> address of another, in capital letters
      Given the <status> contact Ana Ruiz
      When the user adds Ben Cole by hand without permission, with the address of Ana Ruiz in capital letters
      Then all contacts are <status>

      Examples:
        | status       |
        | Opted-In     |
        | Unsubscribed |

  Rule: A new address does not take over the status of the old one
    > If you replace the address with one that the CRM does not know, the new address gets its own status: with permission
    > it is Opted-In, without permission it is Non-Marketable.

    Scenario Outline: An address of each status is replaced <permission>
      Given a contact of each email status, with three addresses
      When the user replaces every address with a new one <permission>
      Then all contacts are <status>

      Examples:
        | permission         | status         |
        | with permission    | Opted-In       |
        | without permission | Non-Marketable |

  Rule: The old address keeps its status
    > The old address keeps its status, even if you delete the contact and add it again.

    Scenario: Contacts of each status are deleted and added again
      Given a contact of each email status, with three addresses
      And all contacts were deleted in bulk
      When the user imports the addresses of all contacts again without permission
      Then every contact keeps the status of each address

    Scenario: Contacts of each status are deleted and added by hand, with permission
      Given a contact of each email status, with three addresses
      And all contacts were deleted in bulk
      When the user adds all contacts by hand again with permission
      Then only the addresses that were Non-Marketable are Opted-In now

    Scenario: Another contact comes in with an address that was replaced
      Given the Unsubscribed contact Ana Ruiz
      And the user changed the address of Ana Ruiz to "ana@new.example.com" with permission
      When the user imports "ana.ruiz@example.com" for Ben Cole with permission
      Then Ben Cole is Unsubscribed
      But Ana Ruiz is Opted-In
