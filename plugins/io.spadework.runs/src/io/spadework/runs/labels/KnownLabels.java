package io.spadework.runs.labels;

import java.awt.Color;
import java.util.Map;

/** Names and colours of labels that the field knows under a number. */
public final class KnownLabels {

	/** Colour of the don't-care label. */
	public static final int UNKNOWN_COLOUR = 0x505050;

	/** Stuff that everybody has a colour in mind for. */
	private static final Map<String, Integer> NATURAL = Map.ofEntries(Map.entry("sky-other", 0x87c5f0), Map.entry("clouds", 0xf3ede2),
			Map.entry("mountain", 0x8a7ca8), Map.entry("hill", 0xa09a6e), Map.entry("sea", 0x23698f), Map.entry("river", 0x3f86a8),
			Map.entry("water-other", 0x5aa0bd), Map.entry("grass", 0x8fbf4f), Map.entry("tree", 0x2f6b3c), Map.entry("bush", 0x55873f),
			Map.entry("sand", 0xecd08b), Map.entry("rock", 0x7c6a5b), Map.entry("snow", 0xd3e4fa), Map.entry("house", 0xcf5a41),
			Map.entry("road", 0x707580), Map.entry("pavement", 0x9a9ca2), Map.entry("dirt", 0x9c7a55), Map.entry("sky", 0x87c5f0),
			Map.entry("water", 0x5aa0bd), Map.entry("earth", 0x9c7a55), Map.entry("sidewalk", 0x9a9ca2));

	/** Labels that only have their number. */
	public static final KnownLabels NONE = new KnownLabels(new String[0]);

	/** The built-in landscapes. */
	public static final KnownLabels LANDSCAPES = new KnownLabels("sky,cloud,mountain,sea,grass,tree,sand,rock,snow,house".split(","), //
			0x87c5f0, 0xf3ede2, 0x8a7ca8, 0x23698f, 0x8fbf4f, 0x2f6b3c, 0xecd08b, 0x7c6a5b, 0xd3e4fa, 0xcf5a41);

	/** COCO-Stuff: 91 things, then 91 kinds of stuff. */
	public static final KnownLabels COCO_STUFF = named("person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,street sign,stop sign,"
			+ "parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,hat,backpack,umbrella,shoe,eye glasses,handbag,tie,suitcase,"
			+ "frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,plate,wine glass,cup,fork,knife,"
			+ "spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,mirror,dining table,window,desk,"
			+ "toilet,door,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,blender,book,clock,vase,scissors,teddy bear,"
			+ "hair drier,toothbrush,hair brush,banner,blanket,branch,bridge,building-other,bush,cabinet,cage,cardboard,carpet,ceiling-other,ceiling-tile,cloth,"
			+ "clothes,clouds,counter,cupboard,curtain,desk-stuff,dirt,door-stuff,fence,floor-marble,floor-other,floor-stone,floor-tile,floor-wood,flower,fog,"
			+ "food-other,fruit,furniture-other,grass,gravel,ground-other,hill,house,leaves,light,mat,metal,mirror-stuff,moss,mountain,mud,napkin,net,paper,"
			+ "pavement,pillow,plant-other,plastic,platform,playingfield,railing,railroad,river,road,rock,roof,rug,salad,sand,sea,shelf,sky-other,skyscraper,"
			+ "snow,solid-other,stairs,stone,straw,structural-other,table,tent,textile-other,towel,tree,vegetable,wall-brick,wall-concrete,wall-other,wall-panel,"
			+ "wall-stone,wall-tile,wall-wood,water-other,waterdrops,window-blind,window-other,wood");

	/** ADE20K's scene parsing classes; the file's 1 is index 0. */
	public static final KnownLabels ADE20K = named(
			"wall,building,sky,floor,tree,ceiling,road,bed,windowpane,grass,cabinet,sidewalk,person,earth,door,table,mountain,plant,curtain,chair,car,water,"
			+ "painting,sofa,shelf,house,sea,mirror,rug,field,armchair,seat,fence,desk,rock,wardrobe,lamp,bathtub,railing,cushion,base,box,column,signboard,"
			+ "chest of drawers,counter,sand,sink,skyscraper,fireplace,refrigerator,grandstand,path,stairs,runway,case,pool table,pillow,screen door,stairway,river,"
			+ "bridge,bookcase,blind,coffee table,toilet,flower,book,hill,bench,countertop,stove,palm,kitchen island,computer,swivel chair,boat,bar,arcade machine,"
			+ "hovel,bus,towel,light,truck,tower,chandelier,awning,streetlight,booth,television receiver,airplane,dirt track,apparel,pole,land,bannister,escalator,"
			+ "ottoman,bottle,buffet,poster,stage,van,ship,fountain,conveyer belt,canopy,washer,plaything,swimming pool,stool,barrel,basket,waterfall,tent,bag,"
			+ "minibike,cradle,oven,ball,food,step,tank,trade name,microwave,pot,animal,bicycle,lake,dishwasher,screen,blanket,sculpture,hood,sconce,vase,"
			+ "traffic light,tray,ashcan,fan,pier,crt screen,plate,monitor,bulletin board,shower,radiator,glass,clock,flag");

	/** Cityscapes' label ids with their published colours; the license plate, -1 there, is the last. */
	public static final KnownLabels CITYSCAPES = new KnownLabels(
			("unlabeled,ego vehicle,rectification border,out of roi,static,dynamic,ground,road,sidewalk,parking,rail track,building,wall,fence,guard rail,"
			+ "bridge,tunnel,pole,polegroup,traffic light,traffic sign,vegetation,terrain,sky,person,rider,car,truck,bus,caravan,trailer,train,motorcycle,"
			+ "bicycle,license plate").split(","), //
			0x000000, 0x000000, 0x000000, 0x000000, 0x000000, 0x6f4a00, 0x510051, 0x804080, 0xf423e8, 0xfaaaa0, 0xe6968c, 0x464646, 0x66669c, 0xbe9999,
			0xb4a5b4, 0x966464, 0x96785a, 0x999999, 0x999999, 0xfaaa1e, 0xdcdc00, 0x6b8e23, 0x98fb98, 0x4682b4, 0xdc143c, 0xff0000, 0x00008e, 0x000046,
			0x003c64, 0x00005a, 0x00006e, 0x005064, 0x0000e6, 0x770b20, 0x00008e);

	/** The CMP facade database's classes, which count from 1. */
	public static final KnownLabels FACADES = named("label 0,background,facade,window,door,cornice,sill,balcony,blind,deco,molding,pillar,shop");

	private final String[] names;
	private final int[] colours;

	private KnownLabels(String[] names, int... colours) {
		this.names = names;
		this.colours = colours;
	}

	private static KnownLabels named(String names) {
		return new KnownLabels(names.split(","));
	}

	/** A label's name; one past the known ones is called by its number. */
	public String name(int index) {
		return index < names.length ? names[index] : "label " + index;
	}

	/** The published colour of a label, the natural one, or one of evenly scattered hues (steps of the golden ratio). */
	public int colour(int index) {
		if (index < colours.length) {
			return colours[index];
		}
		Integer natural = NATURAL.get(name(index));
		if (natural != null) {
			return natural;
		}
		float hue = (float) (index * 0.6180339887498949 % 1);
		return Color.HSBtoRGB(hue, 0.45f + 0.18f * (index % 3), 0.62f + 0.11f * (index / 3 % 3)) & 0xffffff;
	}
}
