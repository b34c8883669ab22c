Feature: What each email status receives

  Rule: The email status decides which kinds of email an address gets
    > Every email address in the CRM has an email status, which decides what you may send to it.

    Scenario: One contact whose addresses have different statuses
      Given these contacts:
        | name     | Email 1     | Email 2  | Email 3        |
        | Ana Ruiz | Hard Bounce | Opted-In | Non-Marketable |
      When the user tries to send a one-to-one email to each address
      And the user sends broadcasts to:
        | recipients   | address |
        | All contacts | Email 1 |
        | All contacts | Email 2 |
        | All contacts | Email 3 |
      Then these messages are received:
        | name     | address | one-to-one emails | broadcasts |
        | Ana Ruiz | Email 2 | 1                 | 1          |
        | Ana Ruiz | Email 3 | 1                 | 0          |

  Rule: What each status gets
    > Non-Marketable | Yes | No | No
    > Unconfirmed | Yes | Yes | Yes
    > Confirmed | Yes | Yes | Yes
    > Opted-In | Yes | Yes | Yes
    > Unsubscribed | Yes | No | No
    > Soft Bounce | Yes | No | No
    > Hard Bounce | No | No | No
    > Spam Complaint | No | No | No
    > Invalid | No | No | No

    Scenario Outline: Messages to <status> addresses
      Given contacts with one <status> address, in Email 1, Email 2 and Email 3
      When the user tries to send each of them a message of each kind
      Then each of them has received:
        | one-to-one emails | broadcasts   | sequence messages |
        | <one-to-one>      | <broadcasts> | <sequence>        |

      Examples:
        | status         | one-to-one | broadcasts | sequence |
        | Non-Marketable | 1          | 0          | 0        |
        | Unconfirmed    | 1          | 2          | 2        |
        | Confirmed      | 1          | 2          | 2        |
        | Opted-In       | 1          | 2          | 2        |
        | Unsubscribed   | 1          | 0          | 0        |
        | Soft Bounce    | 1          | 0          | 0        |
        | Hard Bounce    | 0          | 0          | 0        |
        | Spam Complaint | 0          | 0          | 0        |
        | Invalid        | 0          | 0          | 0        |

  Rule: Three statuses allow every kind of email
    > Unconfirmed, Confirmed and Opted-In allow every kind of email.

    > Marketable addresses get every kind of email already.

    Scenario: A contact of each marketable status
      Given these contacts:
        | name     | Email 1     |
        | Ana Ruiz | Unconfirmed |
        | Ben Cole | Confirmed   |
        | Cy Hall  | Opted-In    |
      When the user tries to send each of them a message of each kind
      Then each of them has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 1                 | 2          | 2                 |

  Rule: The contact's page shows what each address may receive, and why not
    > For each address, the contact's page shows what it may receive, and the reason for every **No**.

    Scenario: Nine addresses of nine statuses
      Given these contacts:
        | name     | Email 1     | Email 2        | Email 3      |
        | Ana Ruiz | Opted-In    | Non-Marketable | Hard Bounce  |
        | Ben Cole | Invalid     | Confirmed      | Unsubscribed |
        | Cy Hall  | Soft Bounce | Spam Complaint | Unconfirmed  |
      When the user looks for what each address may receive
      Then the contact's page shows, for each address:
        | name     | address | one-to-one | broadcasts | sequences | reason for every No                                                   |
        | Ana Ruiz | Email 1 | Yes        | Yes        | Yes       |                                                                       |
        | Ana Ruiz | Email 2 | Yes        | No         | No        | The email status is Non-Marketable, which gets one-to-one email only. |
        | Ana Ruiz | Email 3 | No         | No         | No        | The email status is Hard Bounce, which gets no email.                 |
        | Ben Cole | Email 1 | No         | No         | No        | The email status is Invalid, which gets no email.                     |
        | Ben Cole | Email 2 | Yes        | Yes        | Yes       |                                                                       |
        | Ben Cole | Email 3 | Yes        | No         | No        | The email status is Unsubscribed, which gets one-to-one email only.   |
        | Cy Hall  | Email 1 | Yes        | No         | No        | The email status is Soft Bounce, which gets one-to-one email only.    |
        | Cy Hall  | Email 2 | No         | No         | No        | The email status is Spam Complaint, which gets no email.              |
        | Cy Hall  | Email 3 | Yes        | Yes        | Yes       |                                                                       |

  Rule: The CRM checks the status when it sends a message
    > The CRM checks the status when it sends a message.

    Scenario: Statuses change between writing a broadcast and sending it
      Given these contacts:
        | name     | Email 1        | Email 2  |
        | Ana Ruiz | Opted-In       |          |
        | Ben Cole | Non-Marketable |          |
        | Cy Hall  |                | Opted-In |
        | Di Wood  | Confirmed      |          |
      And the user wrote the broadcast "Summer sale" to all contacts
      And the user opted out Email 1 of Ana Ruiz
      And the user opted in Email 1 of Ben Cole
      And the user opted out Email 2 of Cy Hall
      When the user sends the broadcast "Summer sale"
      Then these messages are received:
        | name     | address | broadcasts |
        | Ben Cole | Email 1 | 1          |
        | Di Wood  | Email 1 | 1          |

    Scenario: Statuses change between the start of a sequence and its messages
      Given these contacts:
        | name     | Email 1        | Email 2  | Email 3        |
        | Ana Ruiz | Opted-In       |          |                |
        | Ben Cole | Non-Marketable |          |                |
        | Cy Hall  |                | Opted-In |                |
        | Di Wood  |                |          | Non-Marketable |
      And a sequence with a message after 2 days
      And the sequence was started 1 day ago
      And the user opted out Email 1 of Ana Ruiz
      And the user opted in Email 1 of Ben Cole
      And the user opted out Email 2 of Cy Hall
      And the user opted in Email 3 of Di Wood
      When 1 day passes
      Then these messages are received:
        | name     | address | sequence messages |
        | Ben Cole | Email 1 | 1                 |
        | Di Wood  | Email 3 | 1                 |

  Rule: A contact who unsubscribes during a sequence gets no more of its messages
    > A contact who unsubscribes during a sequence gets no more of its messages.

    Scenario Outline: The contact unsubscribes after message 1 of 3 <how>
      Given these contacts:
        | name     | Email 1  | Email 2  | Email 3  |
        | Ana Ruiz | <status> | Opted-In | Opted-In |
      And a sequence with messages after 1 day, 1 day and 1 day
      And the sequence was started 1 day ago
      And the user sent a broadcast to all contacts
      When Ana Ruiz unsubscribes <how>
      And 1 day passes
      And 5 days pass
      And 5 days pass
      Then Ana Ruiz receives message 1 of the sequence
      But Ana Ruiz does not receive message 2 of the sequence
      And Ana Ruiz does not receive message 3 of the sequence

      Examples:
        | status      | how                                        |
        | Opted-In    | with the link in message 1 of the sequence |
        | Confirmed   | with the link in the broadcast             |
        | Unconfirmed | with one click in the mail program         |
