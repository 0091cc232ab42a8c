package io.spadework.engine.data;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names and colours of COCO-Stuff's labels: 91 things, then 91 kinds of stuff. */
final class CocoStuffLabels {

	private static final String[] NAMES = ("person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,street sign,stop sign,"
			+ "parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,hat,backpack,umbrella,shoe,eye glasses,handbag,tie,suitcase,"
			+ "frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,plate,wine glass,cup,fork,knife,"
			+ "spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,mirror,dining table,window,desk,"
			+ "toilet,door,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,blender,book,clock,vase,scissors,teddy bear,"
			+ "hair drier,toothbrush,hair brush,banner,blanket,branch,bridge,building-other,bush,cabinet,cage,cardboard,carpet,ceiling-other,ceiling-tile,cloth,"
			+ "clothes,clouds,counter,cupboard,curtain,desk-stuff,dirt,door-stuff,fence,floor-marble,floor-other,floor-stone,floor-tile,floor-wood,flower,fog,"
			+ "food-other,fruit,furniture-other,grass,gravel,ground-other,hill,house,leaves,light,mat,metal,mirror-stuff,moss,mountain,mud,napkin,net,paper,"
			+ "pavement,pillow,plant-other,plastic,platform,playingfield,railing,railroad,river,road,rock,roof,rug,salad,sand,sea,shelf,sky-other,skyscraper,"
			+ "snow,solid-other,stairs,stone,straw,structural-other,table,tent,textile-other,towel,tree,vegetable,wall-brick,wall-concrete,wall-other,wall-panel,"
			+ "wall-stone,wall-tile,wall-wood,water-other,waterdrops,window-blind,window-other,wood").split(",");

	/** Stuff that everybody has a colour in mind for. */
	private static final Map<String, Integer> NATURAL = Map.ofEntries(Map.entry("sky-other", 0x87c5f0), Map.entry("clouds", 0xf3ede2),
			Map.entry("mountain", 0x8a7ca8), Map.entry("hill", 0xa09a6e), Map.entry("sea", 0x23698f), Map.entry("river", 0x3f86a8),
			Map.entry("water-other", 0x5aa0bd), Map.entry("grass", 0x8fbf4f), Map.entry("tree", 0x2f6b3c), Map.entry("bush", 0x55873f),
			Map.entry("sand", 0xecd08b), Map.entry("rock", 0x7c6a5b), Map.entry("snow", 0xd3e4fa), Map.entry("house", 0xcf5a41),
			Map.entry("road", 0x707580), Map.entry("pavement", 0x9a9ca2), Map.entry("dirt", 0x9c7a55), Map.entry("unknown", 0x505050));

	private CocoStuffLabels() {
	}

	/** Names of the first labels; past the 182 known ones a label is called by its number. */
	static List<String> names(int count) {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			names.add(i < NAMES.length ? NAMES[i] : "label " + i);
		}
		return names;
	}

	/** A colour for a label: the natural one, or one of evenly scattered hues (steps of the golden ratio). */
	static int colour(String name, int index) {
		Integer natural = NATURAL.get(name);
		if (natural != null) {
			return natural;
		}
		float hue = (float) (index * 0.6180339887498949 % 1);
		return Color.HSBtoRGB(hue, 0.45f + 0.18f * (index % 3), 0.62f + 0.11f * (index / 3 % 3)) & 0xffffff;
	}
}
