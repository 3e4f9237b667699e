/** Zones that differ in what makes days hard. */
export const zonesOfInterest = [
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo', // changes at midnight
  'Australia/Lord_Howe', // changes by 30 minutes
  'Pacific/Apia', // skipped 2011-12-30
  'Asia/Kathmandu', // +05:45
  'America/Havana', // sets back from 01:00 to midnight
  'Africa/Cairo', // changes at midnight, and around Ramadan
  'America/St_Johns', // -03:30, changed at 00:01
  'America/Recife', // one week of summer time in 2000
  'Africa/Casablanca', // winter time in Ramadan only
  'Africa/Monrovia', // -00:44:30 until 1972
  'Asia/Gaza', // changes announced from year to year
  'UTC',
  'Asia/Kolkata', // +05:30
] as const;
