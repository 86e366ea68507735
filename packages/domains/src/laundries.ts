import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** Where a shop stands, from the country down. */
export interface Place {
  country: string;
  region: string;
  city: string;
  postcode: string;
}

/** One shop of Drumroll, a franchise of self-service laundries. */
export interface Shop extends Place {
  shop: string;
  name: string;
}

type Cities = readonly (readonly [city: string, postcodes: string])[];

/**
 * Countries, their regions and cities, those with the most shops first, and the form of each city's postcodes: a
 * number sign is any digit. Many names begin with another one beside them, as names of places do: Niger and
 * Nigeria, Sachsen and Sachsen-Anhalt, Newport and Newport News.
 */
const ATLAS: readonly (readonly [country: string, regions: readonly (readonly [string, Cities])[]])[] = [
  [
    'United States',
    [
      [
        'New York',
        [
          ['New York', '100##'],
          ['Newburgh', '125##'],
          ['New Rochelle', '108##'],
        ],
      ],
      [
        'Virginia',
        [
          ['Newport News', '236##'],
          ['Newport', '2412#'],
          ['Norfolk', '235##'],
        ],
      ],
      [
        'Missouri',
        [
          ['Kansas City', '641##'],
          ['Springfield', '658##'],
        ],
      ],
      [
        'Kansas',
        [
          ['Kansas City', '661##'],
          ['Newton', '6711#'],
        ],
      ],
    ],
  ],
  [
    'Germany',
    [
      [
        'Sachsen',
        [
          ['Leipzig', '043##'],
          ['Dresden', '010##'],
        ],
      ],
      [
        'Sachsen-Anhalt',
        [
          ['Halle', '061##'],
          ['Magdeburg', '391##'],
          ['Halberstadt', '3882#'],
        ],
      ],
      [
        'Hessen',
        [
          ['Frankfurt', '603##'],
          ['Kassel', '341##'],
        ],
      ],
      [
        'Brandenburg',
        [
          ['Frankfurt', '152##'],
          ['Potsdam', '144##'],
        ],
      ],
    ],
  ],
  [
    'United Kingdom',
    [
      [
        'England',
        [
          ['London', 'E# #NW'],
          ['York', 'YO# #QD'],
          ['Newport', 'PO# #LT'],
        ],
      ],
      [
        'Wales',
        [
          ['Cardiff', 'CF# #AB'],
          ['Newport', 'NP# #GD'],
        ],
      ],
    ],
  ],
  [
    'Nigeria',
    [
      [
        'Lagos',
        [
          ['Lagos', '10###'],
          ['Ikeja', '10##1'],
        ],
      ],
      [
        'Niger',
        [
          ['Minna', '92###'],
          ['Bida', '912##'],
        ],
      ],
    ],
  ],
  [
    'Niger',
    [
      ['Niamey', [['Niamey', '8###']]],
      ['Zinder', [['Zinder', '6###']]],
    ],
  ],
];

/** Half of all shops are in the two largest countries, and in each country a few cities have most of them. */
export function drawPlace(random: Random): Place {
  const [country, regions] = skewed(random, ATLAS);
  const [region, cities] = skewed(random, regions);
  const [city, form] = skewed(random, cities);
  return { country, region, city, postcode: drawPostcode(random, form) };
}

/** Low digits are likelier, so that a postcode has several shops. */
function drawPostcode(random: Random, form: string): string {
  return form.replace(/#/g, () => String(Math.min(random.int(0, 9), random.int(0, 9))));
}

const SIGNS = ['Spin', 'Foam', 'White Sheet', 'Full Drum', 'Clean Slate', 'Bubble', 'Last Rinse'];

/** A shop at a drawn place, or at a given one. */
export function drawShop(random: Random, place: Place = drawPlace(random)): Shop {
  return { ...place, shop: random.id('d'), name: `${random.pick(SIGNS)} ${random.name()}` };
}

/** So many shops, with the skew of real ones. */
export function drawShops(random: Random, count: number): Shop[] {
  return Array.from({ length: count }, () => drawShop(random));
}
