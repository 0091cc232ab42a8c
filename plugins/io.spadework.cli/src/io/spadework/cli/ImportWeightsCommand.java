package io.spadework.cli;

import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunSettings;
import io.spadework.model.study.Experiment;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code import-weights}: makes a file of a network's weights out of one of PyTorch's, of NumPy's, or out of a checkpoint. */
@Command(name = "import-weights", mixinStandardHelpOptions = true, description = { "Gives a network of a study the weights of a file.",
		"The file is a state dict that PyTorch saved (.pth, .pt), NumPy's .npz, or a checkpoint. Nothing in it is executed. "
				+ "The layers of SPADE's, pix2pixHD's, VGG-19's and torchvision's segmenters' published files are known by their names; those of other networks are recognised by names, shapes and order. "
				+ "Every tensor of the file is used, or ignored for a reason, and every array of the network is filled." })
final class ImportWeightsCommand implements Callable<Integer> {

	/** The first argument of an engine that is not to train. */
	private static final String ENGINE_VERB = "import-weights";

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "FILE", description = "The file with the weights.")
	private Path file;

	@Option(names = "--study", required = true, paramLabel = "STUDY", description = "The study file (.spade) with the network.")
	private Path studyFile;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment that uses the network, by name or id; needed where the study has several.")
	private String experimentName;

	@Option(names = "--network", defaultValue = "generator", paramLabel = "NAME", description = "Which of the experiment's networks: generator (the default), discriminator, encoder, segmenter or feature network.")
	private String network;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "Another value for a parameter of the study, here only; may be given several times.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--map", paramLabel = "TABLE.json", description = "Which tensor becomes which array, as --show prints it, perhaps edited. By default it is found out.")
	private Path map;

	@Option(names = "--names", paramLabel = "FAMILY", description = "Call the arrays as published files do: spade, pix2pixhd, vgg19, fid-inception or torchvision. PyTorch's own networks then load a .pth.")
	private String names;

	@Option(names = "--half", description = "Write half-precision numbers: half the size, about three digits.")
	private boolean half;

	@Option(names = "--stand-alone", description = "Put the network itself into the .npz file, too, and where it comes from: what networks that come with Spadework are.")
	private boolean standAlone;

	@ArgGroup(multiplicity = "1")
	private Result result;

	@Mixin
	private EngineOption engine;

	/** What is made. */
	private static final class Result {

		@Option(names = "--out", paramLabel = "WEIGHTS|MODEL.zip", description = { "The file to write, .npz or .pth: the network's arrays, called as in the study, or as --names says.",
				"Or a .zip: a model that serve, synthesize and the paint studio take; a network of the model that is there already is added or replaced, such as the encoder beside the generator." })
		private Path out;

		@Option(names = "--show", description = "Print the map of tensors as JSON and write nothing. An array without \"source\" and an ignored tensor without \"reason\" are still open.")
		private boolean show;

		boolean isModel() {
			return out != null && out.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
		}
	}

	@Override
	public Integer call() throws Failure {
		StudyFile study = StudyFile.open(studyFile);
		Experiment experiment = study.experiment(experimentName);
		study.requireParameters(settings);
		EngineHome home = engine.home();
		Path folder = temporaryFolder();
		try {
			PreparedRun prepared = TrainCommand.prepare(experiment, studyFile, folder.resolve("run"), home, new RunSettings(settings, OptionalInt.empty(), OptionalLong.empty()));
			if (!result.isModel()) {
				return EngineProcess.answer(home, prepared, arguments(result.out), program.out(), program.err());
			}
			if (!network.equals("generator") && !network.equals("encoder")) {
				throw Failure.usage("--out " + result.out + ": a model has a generator and, where it has a style, an encoder; no " + network);
			}
			if (names != null) {
				throw Failure.usage("--names " + names + ": a model's arrays are called as in its study; leave --names out, or name a file of weights for --out");
			}
			Path weights = folder.resolve("weights.npz");
			int code = EngineProcess.answer(home, prepared, arguments(weights), program.out(), program.err());
			if (code == 0) {
				ModelExport.add(result.out, RunFolder.at(prepared.folder()).study(), experiment.getName(), network, weights);
			}
			return code;
		} finally {
			RunFolders.remove(folder);
		}
	}

	private List<String> arguments(Path out) {
		List<String> arguments = new ArrayList<>(List.of(ENGINE_VERB, file.toString(), "--network", network));
		if (map != null) {
			arguments.addAll(List.of("--map", map.toString()));
		}
		if (result.show) {
			arguments.add("--show");
		} else {
			arguments.addAll(List.of("--out", out.toString()));
			if (names != null) {
				arguments.addAll(List.of("--names", names));
			}
			if (half) {
				arguments.add("--half");
			}
			if (standAlone) {
				arguments.add("--stand-alone");
			}
		}
		return arguments;
	}

	private static Path temporaryFolder() throws Failure {
		try {
			return Files.createTempDirectory("spadework-import");
		} catch (IOException e) {
			throw Failure.failed("no temporary folder can be made: " + e);
		}
	}
}
