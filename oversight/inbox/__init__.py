"""收件：站内通知与每日摘要。 In-app notices and one daily digest."""
