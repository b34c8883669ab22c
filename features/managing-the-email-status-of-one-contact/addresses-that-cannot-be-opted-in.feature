Feature: Addresses that cannot be opted in

  > Only a Non-Marketable address can be opted in.

  > Where an address cannot be opted in, its section on the contact's page offers no **Opt In** button. It gives the
  > reason instead:

  Rule: Whoever gets everything already needs no opt-in
    > Marketable addresses get every kind of email already.

    Scenario Outline: A marketable contact
      Given the <status> contact Ana Ruiz
      When the user opens the page of Ana Ruiz
      Then the page offers no opt-in, because the address gets every kind of email already

      Examples:
        | status      |
        | Unconfirmed |
        | Confirmed   |
        | Opted-In    |

  Rule: Nothing revives an opt-out
    > Unsubscribed stays Unsubscribed, on the contact's page as well as by bulk opt-in or by an import with permission.

    Scenario: On the contact's page
      Given the Unsubscribed contact Ana Ruiz
      When the user opens the page of Ana Ruiz
      Then the page offers no opt-in, because an opt-out cannot be taken back

    Scenario Outline: By another way
      Given the Unsubscribed contact Ana Ruiz
      When the user <another way>
      Then Ana Ruiz is Unsubscribed

      Examples:
        | another way                      |
        | opts in all contacts in bulk     |
        | imports Ana Ruiz with permission |

    Scenario: An opt-out comes in between
      > If an address is opted out while you are about to opt it in, your opt-in is refused.

      Given the Non-Marketable contact Ana Ruiz
      And the user is about to opt in Ana Ruiz
      And another user opts out Ana Ruiz meanwhile
      When the user goes through with the opt-in
      Then the opt-in is refused
      And Ana Ruiz is Unsubscribed

  Rule: Permission does not help where the mail server refuses
    > If the mail server refuses an address, for now or for good, permission does not change that.

    Scenario Outline: A bounced contact
      Given the <status> contact Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is <status>
      And the page offers no opt-in, because <reason>

      Examples:
        | status      | reason                                                                            |
        | Soft Bounce | the mail server refuses the address for now, and permission does not change that  |
        | Hard Bounce | the mail server refuses the address for good, and permission does not change that |

  Rule: Permission does not help against a complaint or for an impossible address
    > Nor does permission change that a message was reported as spam, or that an address cannot exist.

    Scenario Outline: A contact who complained or cannot be reached
      Given the <status> contact Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is <status>
      And the page offers no opt-in, because <reason>

      Examples:
        | status         | reason                                                                        |
        | Spam Complaint | the recipient reported a message as spam, and permission does not change that |
        | Invalid        | the address cannot exist, and permission does not change that                 |
