Feature: Why Non-Marketable contacts get no campaigns

  Rule: A plugin that does not pass on permission adds Non-Marketable contacts
    > A plugin or an integration that does not pass on permission adds contacts with the email status **Non-Marketable**.

    Scenario: Contacts with and without permission, at each address
      Given a plugin that does not pass on permission
      When the plugin adds these contacts:
        | name     | Email 1       | Email 2    | Email 3    |
        | Ana Ruiz | permission    | permission | permission |
        | Ben Cole | no permission |            |            |
        | Cy Hall  |               |            | permission |
      Then the email statuses are:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
        | Ben Cole | Non-Marketable |                |                |
        | Cy Hall  |                |                | Non-Marketable |

  Rule: A wrong setting makes people who gave permission Non-Marketable
    > If a setting of the plugin or integration is wrong before the import, even people who gave permission arrive as
    > Non-Marketable.

    Scenario: One contact before and one after the setting was made wrong
      Given a plugin that passes on permission
      And the plugin added Ana Ruiz, who gave permission
      And the user has set up the plugin not to pass on permission
      When the plugin adds Ben Cole, who gave permission
      Then Ben Cole is Non-Marketable
      But Ana Ruiz is Opted-In

  Rule: A contact who comes in without permission is Non-Marketable
    > The CRM also gives this status to contacts who are imported or added by hand without a confirmed sign that you may
    > send marketing email to the address.

    Scenario Outline: No permission for any address
      When the user <adds> these contacts without permission:
        | name     | Email 1          | Email 2           | Email 3          |
        | Ana Ruiz | ana@shop.example | ruiz@shop.example | ana@home.example |
        | Ben Cole |                  | ben@home.example  |                  |
      Then the email statuses are:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
        | Ben Cole |                | Non-Marketable |                |

      Examples:
        | adds         |
        | imports      |
        | adds by hand |

    Scenario: A file of 120 contacts
      When the user imports a file of 120 contacts without permission
      Then all contacts are Non-Marketable

    Scenario: A file whose permission column says no
      When the user imports a file with these columns:
        | name     | Permission | Permission reason |
        | Ana Ruiz | no         |                   |
        | Ben Cole |            |                   |
        | Cy Hall  | N          | Asked at the fair |
        | Di Wood  | false      |                   |
        | Eve Lind | 0          |                   |
        | Flo Berg | -          |                   |
      Then all contacts are Non-Marketable

    Scenario: A file that the user does not vouch for
      When the user imports a file with these columns, as one without permission:
        | name     | Permission | Permission reason |
        | Ana Ruiz | yes        | Signed up at fair |
      Then all contacts are Non-Marketable

  Rule: Non-Marketable contacts get one-to-one email
    > You can still send one-to-one email to Non-Marketable contacts.

    Scenario: A one-to-one email on the contact's page
      Given the Non-Marketable contact Ana Ruiz
      When the user sends Ana Ruiz a one-to-one email
      Then Ana Ruiz receives the one-to-one email

    Scenario: Two one-to-one emails to each of three addresses
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      When the user sends 2 one-to-one emails to each address
      Then these messages are received:
        | name     | address | one-to-one emails |
        | Ana Ruiz | Email 1 | 2                 |
        | Ana Ruiz | Email 2 | 2                 |
        | Ana Ruiz | Email 3 | 2                 |

  Rule: Non-Marketable contacts get no broadcasts
    > But they get no broadcasts,

    Scenario: Broadcasts to each email field
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
        | Ben Cole | Confirmed      | Confirmed      | Confirmed      |
        | Cy Hall  |                | Non-Marketable |                |
      And all contacts have the tag "Customers"
      When the user sends broadcasts to:
        | recipients     | address       |
        | All contacts   | First address |
        | All contacts   | Email 1       |
        | All contacts   | Email 2       |
        | All contacts   | Email 3       |
        | Tag: Customers | First address |
      Then these messages are received:
        | name     | address | broadcasts |
        | Ben Cole | Email 1 | 3          |
        | Ben Cole | Email 2 | 1          |
        | Ben Cole | Email 3 | 1          |
      And the page of Ana Ruiz names 5 broadcasts that left out the contact because of the status Non-Marketable

    Scenario: A broadcast to 120 Non-Marketable contacts and one other
      Given 120 Non-Marketable contacts
      And the Confirmed contact Ben Cole
      When the user sends a broadcast to all contacts
      Then these messages are received:
        | name     | address | broadcasts |
        | Ben Cole | Email 1 | 1          |

  Rule: Non-Marketable contacts get no sequence messages
    > and no messages of automated follow-up sequences.

    Scenario Outline: Sequence that the user starts <where>
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable |                |                |
        | Ben Cole | Confirmed      |                |                |
        | Cy Hall  |                | Non-Marketable |                |
        | Di Wood  |                |                | Non-Marketable |
      And a sequence with messages after 0 days and 1 day
      When the user starts the sequence for all contacts <where>
      And 1 day passes
      And 1 day passes
      Then these messages are received:
        | name     | address | sequence messages |
        | Ben Cole | Email 1 | 2                 |
      And message 1 of the sequence is held for Ana Ruiz because of the status Non-Marketable

      Examples:
        | where            |
        | on its page      |
        | as a bulk action |

  Rule: Non-Marketable contacts get no campaigns until their status changes
    > They stay out of all your campaigns until their status changes.

    Scenario: Several broadcasts before bulk opt-in and one after it
      Given the Non-Marketable contact Ana Ruiz
      And the user sent the broadcast "Winter sale" to all contacts
      And the user sent the broadcast "Spring sale" to all contacts
      And the user wrote the broadcast "Summer sale" to all contacts
      And the user opted in all Non-Marketable contacts in bulk
      When the user sends the broadcast "Summer sale"
      Then Ana Ruiz receives the broadcast "Summer sale"
      But Ana Ruiz does not receive the broadcast "Winter sale"
      And Ana Ruiz does not receive the broadcast "Spring sale"

    Scenario Outline: A sequence message that is held until the status changes: <change>
      Given the Non-Marketable contact Ana Ruiz
      And a sequence with messages after 1 day and 2 days
      And the sequence was started 5 days ago
      And message 1 of the sequence is held for Ana Ruiz because of the status Non-Marketable
      When <change>
      And the CRM sends the messages that are due
      And 2 days pass
      Then Ana Ruiz receives message 1 of the sequence
      And Ana Ruiz receives message 2 of the sequence

      Examples:
        | change                                               |
        | the user opts in all Non-Marketable contacts in bulk |
        | the user opts in Ana Ruiz                            |
        | the user imports Ana Ruiz with permission            |
        | Ana Ruiz signs up with the form                      |
