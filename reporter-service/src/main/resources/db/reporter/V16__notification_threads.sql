-- The message that told a failure first, for those that go on from it.
CREATE INDEX notifications_first ON notifications (channel, rule, (news ->> 'suite'), id DESC) WHERE change = 'first_failure';
