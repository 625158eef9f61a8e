/**
 * The words return codes are made of: short, concrete, spelt as they sound, and nothing a young
 * person would not want to be given. Three of them are more than 30 bits.
 */
export const RETURN_WORDS: readonly string[] = `
acorn acrobat actor admiral album almond alpaca amber anchor angle ankle answer anthem antler apple
apricot apron arch archer arctic arena armchair arrow artist aspen atlas attic autumn avenue avocado
award badge badger bagel baker balcony ballad ballet balloon bamboo banana band banjo banner barber
barley barn barrel basil basin basket bassoon bathtub battery bay beach beacon bead beaker beam bean
bear beard beaver bedroom bee beech beetle bell belt bench berry bicycle bingo birch bird birthday
biscuit bison blanket blazer blender block blossom blouse bluebell board boat bobbin bonfire bonnet
book boot bottle boulder bounce bouquet bowl bracelet branch brass bread breakfast breeze brick bridge
bright broccoli brook broom brother brush bubble bucket buckle budget buffalo bugle builder bulb bumper
bundle bunny burger bus bush butter button cabbage cabin cable cactus cake calendar calm camel camera
camp canal canary candle canoe canvas canyon cape captain caramel caravan card cardigan cargo carnival
carol carpet carriage carrot cart cartoon castle cat cattle cave cedar ceiling celery cello centre
cereal chain chair chalk champion channel chapter charcoal charm chart cheddar cheese cherry chess
chestnut chick chimney chin chisel chorus cider cinema cinnamon circle circus city clam clap clarinet
classic clay cliff clock cloud clover clown coach coast coat cobalt cobweb cockatoo cocoa coconut
coffee coin collar college comet comic compass concert cookie copper coral cork corner cosmos cottage
cotton cousin cove cow crab cradle crane crater crayon cream creek cricket crocus crown crumb crystal
cube cuckoo cucumber cup cupboard curtain curve cushion custard cycle cymbal daffodil dairy daisy dance
dancer dandelion dawn day deer delta denim den dentist desert desk dewdrop diagram dial diamond diary
dice dinghy dinner dinosaur diver doctor dolphin domino donkey door doorbell dot dough dove dragon
drama drawer dream dress drill drum drummer duck duet duke dumpling dune dusk dust eagle ear earring
earth easel east echo eclipse eel egg elbow elephant elf elm ember emerald emu engine envelope equator
evening event exit eyebrow fabric factory falcon family farm farmer feast feather fence fern ferret
ferry festival fiddle field fig film finch finger fir fire firefly fish flag flame flamingo flannel
flask flea fleece flipper flock flood floor florist flour flower flute foal foam foghorn folder forest
fork fossil fountain fox frame freckle freezer fridge friend fringe frog frost fruit fudge funfair
funnel galaxy gallery gallop game garage garden garlic garnet gate gazelle gecko gem geyser giant gift
ginger giraffe glacier glass glider glitter globe glove glow glue goal goat goblet goggles gold golf
gondola goose gorge gorilla gown grain grape graph grass gravel gravy green grid grocer grotto guava
guest guitar gull gust guppy gym hail hair halo hamlet hammer hammock hamster hand handle harbour hare
harmony harp harvest hat hawk hay hazel heart hearth heather hedge hedgehog helmet hen herb hermit hero
heron hexagon hiccup hiker hill hinge hippo hobby hockey holiday holly honey hood hook hoop horizon
horn horse hotel hour house hummus hurdle husky hut hydrant iceberg icicle icon igloo iguana inch ink
inlet insect iris iron island ivory ivy jacket jackal jade jaguar jam jar jasmine javelin jeans jelly
jester jet jewel jigsaw jockey joke journal journey judge judo juggler juice july jumper june jungle
juniper kangaroo karate kayak kebab keeper kennel kerb kestrel kettle key keyboard kilt king kingdom
kiosk kitchen kite kitten kiwi knee knight knot koala label lace ladder ladle lady lagoon lake lamb
lamp lane lantern larch lark lasagne latch lava lavender lawn layer leaf leek legend lemon lemonade
lentil leopard letter lettuce level library lift lily lime linen lion lizard llama lobby lobster locket
loft logo lolly loop lorry lotus lunch lupin lute lynx lyric macaw magic magnet magpie mallard mammoth
mandolin mango manor map maple maraca marathon marble march mare margin marigold market marmot marsh
mask mast matinee mayor maze meadow medal medley melody melon member menu mermaid meteor metre mice
midday middle midnight mile milk mill mineral minnow mint minute mirror mitten model mole monday monkey
month moon moose morning mosaic moss moth motor mountain mouse mud muffin mug mule mural museum mushroom
music mussel mustard nail napkin nature navy neck necklace nectar needle nest net nettle newt niece night
noodle noon north nose note notebook novel nugget number nurse nut nutmeg oak oar oasis oat oboe ocean
octagon octopus office olive omelette onion opal opera orange orbit orchard orchid organ origami osprey
ostrich otter outfit oval oven owl oxygen oyster pack paddle page paint pal palace palm pamphlet pan
pancake panda pansy panther papaya paper parade parcel park parrot parsley parsnip party pass pasta
pastel pasty patch path patio pattern paw pea peach peacock peak peanut pear pearl pebble pedal pelican
pen pencil penguin penny pepper petal phone photo piano piccolo pickle picnic picture pie pier pigeon
piglet pilgrim pillow pilot pine pink pioneer pipe pirate pistachio pitch pizza plaid plain planet plank
plant plate platform plaza plum plumber plus pocket podium poem poet polar polka pond pony poodle pool
poplar poppy porch porridge port postbox poster postman potato potter pottery powder prairie present
pretzel prince print prism prize puddle puffin pulley puma pumpkin puppet puppy purple purse puzzle
pyramid quail quartz quay queen quest quill quilt quince quiver quiz rabbit racket radar radio radish
raft railway rain rainbow raisin ram ramp ranch ranger rapids raspberry raven ray recipe record reed
reef referee reindeer relay rescue rhubarb rhyme rhythm ribbon rice riddle rider ridge ring ripple
river road robin robot rock rocket rodeo roller roof rook room rooster root rope rose rowboat ruby
rucksack rudder rug ruler runner saddle saffron saga sage sail sailor salad salmon salsa salt salute
sand sandal sandwich sapling sapphire sardine sash satin saturn sauce saucer sausage saxophone scale
scallop scarf scene scent school science scissors scone scooter score scout screen script scroll sea
seagull seahorse seal season seat seaweed second secret seed seesaw sequin sequel settee shadow shallot
shamrock shape shark sheep shelf shell shelter sherbet shield ship shirt shoe shop shore shovel shower
shrimp shutter signal silk silver singer sister skate sketch ski sky skylark slate sledge sleet sleeve
slide slipper sloth smile smoothie snail snow snowdrop snowman soap soccer sock sofa solar soldier solo
song soot sorbet soup south space spade spaniel spark sparrow speaker spice spider spinach spiral splash
sponge spoon sport spring sprinkle sprout spruce square squash squid squirrel stable stadium stage stair
stamp star starfish station statue steam steel steeple stem step stereo stick sting stone stool stork
storm story stove straw strawberry stream street string stripe studio submarine sugar suit summer summit
sun sunday sunrise sunset surf surfer swallow swan sweater swift swing symbol syrup table tadpole tailor
talent tambourine tango tape target tartan taxi tea teacher teapot team teaspoon teddy telescope temple
tennis tent terrace theatre thimble thistle thread throne thunder ticket tide tiger tile timber time
tinsel toad toast toffee tomato torch tortoise toucan towel tower town toy track tractor trail train
tram treasure treat tree triangle trick trifle trio trolley trombone trophy trout truck trumpet trunk
tulip tuna tundra tunic tunnel turban turkey turnip turtle twig twin twist ukulele umbrella unicorn
uniform universe uncle vacuum valley vanilla vase vault vegan velvet verse vest vicar view village vine
violet violin visitor voice volcano volley voyage waffle wagon waist waiter walk wall wallet walnut
walrus waltz wardrobe water wave wax weasel weather weaver wedge week whale wharf wheat wheel whisk
whistle wicket widget willow wind window winner winter wizard wolf wombat wonder wood wool word workshop
world worm wreath wren writer yacht yak yard yarn year yellow yew yoga yoghurt yolk zebra zero zigzag
zinc zip zone zoo
`
  .trim()
  .split(/\s+/)

/** What was typed as the words of a return code; null where it cannot be one. */
export function readReturnCode(typed: string): string[] | null {
  const words = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  return words.length === 3 && words.every((word) => KNOWN.has(word)) ? words : null
}

const KNOWN: ReadonlySet<string> = new Set(RETURN_WORDS)
