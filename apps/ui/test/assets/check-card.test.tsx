// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { CheckCard } from '../../src/assets/check-card.tsx';
import { wordsOf } from '../../src/words/words.ts';

afterEach(cleanup);

const at = Date.UTC(2026, 0, 1, 6);
const check = { check: 'days add up', severity: 'error', blocking: false, run: 7, at };
const card = (found: number, message?: string) => (
  <CheckCard
    checks={{
      checks: [{ ...check, passed: 48 - found, found }],
      count: found,
      findings: message === undefined ? [] : [{ ordinal: 658, key: '2024-11', ...check, message }],
    }}
    hrefOf={(partition) => `?partition=${partition}`}
    zone="Europe/Berlin"
    words={wordsOf('en')}
  />
);

test('checks that found nothing say how many values they were asked of, and in which run', () => {
  const { container } = render(card(0));
  expect(container.textContent).toContain('nothing was found');
  expect([...container.querySelectorAll('td')].slice(0, 3).map((cell) => cell.textContent)).toEqual([
    'days add up',
    '48',
    '0',
  ]);
  expect(screen.getByText('#7').getAttribute('href')).toBe('/runs/7');
});

test('a finding stands with its partition, and how many more there are', () => {
  const { container } = render(card(3, 'shows 7 kWh'));
  expect(container.textContent).toContain('3 findings');
  expect(container.querySelector('li')?.textContent).toBe('2024-11: days add up: shows 7 kWh');
  expect(screen.getByText('2024-11').getAttribute('href')).toBe('?partition=2024-11');
  expect(container.textContent).toContain('and 2 before them');
});
