package io.spadework.cli;

import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedModel;
import io.spadework.runs.EngineHome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code synthesize}: makes images of label maps in files. */
@Command(name = "synthesize", mixinStandardHelpOptions = true, description = { "Makes images of label maps: a folder of maps in, a folder of images out.",
		"Maps are PNGs of any size, resized to the nearest pixel: grey values of 8 or 16 bits or palette indices are labels, a colour picture has the labels' colours. "
				+ "One that cannot be used is told of and the others are gone on with; the exit code is then 1." })
final class SynthesizeCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Mixin
	private ModelOption model;

	@Option(names = "--maps", required = true, arity = "1..*", paramLabel = "FOLDER|FILE", description = "Label maps; of a folder the PNGs in it.")
	private List<Path> maps;

	@Option(names = "--style", arity = "1..*", paramLabel = "IMAGE", description = "One image whose style is wanted, or two to mix; for models with a style encoder.")
	private List<Path> styles = List.of();

	@Option(names = "--style-mix", defaultValue = "0", paramLabel = "T", description = "Share of the second style image, from 0 (the default) to 1.")
	private double mix;

	@Option(names = "--sample", paramLabel = "SEED", description = "A draw from the style's distribution, by this seed, instead of its mean; without style image a draw from all styles.")
	private Long sample;

	@Option(names = "--size", paramLabel = "WIDTHxHEIGHT", description = "Size of the images, for models that make others than the one they were trained at.")
	private String size;

	@Option(names = "--out", required = true, paramLabel = "FOLDER", description = "The folder for the images, each called as its map.")
	private Path out;

	@Option(names = "--batch", defaultValue = "1", paramLabel = "N", description = "How many images to make at once, 1 to 64; the default is 1.")
	private int batch;

	@Option(names = "--kernels", defaultValue = "auto", paramLabel = "NAME", description = "auto (the default), onednn or portable.")
	private String kernels;

	@Option(names = "--executor", defaultValue = "plan", paramLabel = "NAME", description = "plan (the default) or graph.")
	private String executor;

	@Option(names = "--json", description = "Print one JSON document: {made, failed, images: [{map, image, error}]}; no progress.")
	private boolean json;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		if (styles.size() > 2) {
			throw Failure.usage("--style takes one image, or two to mix; there are " + styles.size());
		}
		if (!(mix >= 0 && mix <= 1)) {
			throw Failure.usage("--style-mix " + mix + ": the second image's share goes from 0 to 1");
		}
		OutputFolder.require(out);
		EngineHome home = engine.home();
		Path work = ModelOption.workFolder();
		try {
			PreparedModel prepared = model.prepare(home, work);
			return EngineProcess.answer(home, prepared, arguments(prepared), program.out(), program.err());
		} finally {
			ModelPreparation.remove(work);
		}
	}

	private List<String> arguments(PreparedModel prepared) {
		List<String> arguments = prepared.arguments("synthesize");
		maps.forEach(map -> arguments.addAll(List.of("--maps", map.toString())));
		styles.forEach(style -> arguments.addAll(List.of("--style", style.toString())));
		arguments.addAll(List.of("--style-mix", String.valueOf(mix), "--out", out.toString(), "--batch", String.valueOf(batch), "--kernels", kernels, "--executor", executor));
		if (sample != null) {
			arguments.addAll(List.of("--sample", sample.toString()));
		}
		if (size != null) {
			arguments.addAll(List.of("--size", size));
		}
		if (json) {
			arguments.add("--json");
		}
		return arguments;
	}
}
