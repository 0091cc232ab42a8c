package io.spadework.runs.tests.compare;

import io.spadework.runs.Evaluation;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A run folder that no training made, set up step by step. */
public final class MadeUpRun {

	private final Path folder;
	private long seed = 1;
	private int steps = 100;
	private final Map<String, String> parameters = new TreeMap<>(Map.of("ngf", "8", "batch", "4"));
	private String overrides = "";
	private String objective = "<objectives id=\"objective\" name=\"hinge\"><adversarial id=\"adversarial\"/></objectives>";
	private String nodes = "<nodes xsi:type=\"study:Seed\" id=\"seed\" name=\"seed\" filters=\"16*ngf\"/>";

	public MadeUpRun(Path folder) {
		this.folder = folder;
	}

	public MadeUpRun seed(long value) {
		seed = value;
		return this;
	}

	public MadeUpRun steps(int value) {
		steps = value;
		return this;
	}

	public MadeUpRun parameter(String name, String value) {
		parameters.put(name, value);
		return this;
	}

	public MadeUpRun override(String name, String value) {
		overrides += "<overrides id=\"set-" + name + "\" parameter=\"parameter_" + name + "\" value=\"" + value + "\"/>";
		return this;
	}

	public MadeUpRun objective(String xml) {
		objective = xml;
		return this;
	}

	public MadeUpRun node(String xml) {
		nodes += xml;
		return this;
	}

	/** Writes run.json and study.spade of a training that has finished. */
	public MadeUpRun write() throws IOException {
		RunInfo info = RunInfo.starting("SPADE", "Landscapes", seed, "cpu", Map.of("engine", "1.0", "java", "25." + seed), Map.of(), steps);
		try (RunWriter writer = RunWriter.start(RunFolder.at(folder), info, 1)) {
			writer.status(RunStatus.FINISHED, "");
		}
		Files.delete(folder.resolve("metrics-1.jsonl"));
		StringBuilder study = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<study:Study xmi:version=\"2.0\" xmlns:xmi=\"http://www.omg.org/XMI\" "
				+ "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:study=\"http://spadework.io/study/2\" id=\"study\" name=\"Landscapes\">\n");
		parameters.forEach((name, value) -> study.append("<parameters id=\"parameter_" + name + "\" name=\"" + name + "\" value=\"" + value + "\"/>\n"));
		study.append("<networks xsi:type=\"study:Generator\" id=\"generator\" name=\"G\">" + nodes + "</networks>\n" + objective + "\n")
				.append("<datasets xsi:type=\"study:CocoStuff\" id=\"data\" name=\"coco\" folder=\"../data\"/>\n<plans id=\"plan\" name=\"plan\" batch=\"batch\" seed=\"" + seed + "\"/>\n")
				.append("<experiments id=\"e0\" name=\"other\" generator=\"none\"/>\n")
				.append("<experiments id=\"e\" name=\"SPADE\" generator=\"generator\" objective=\"objective\" dataset=\"data\" plan=\"plan\">" + overrides + "</experiments>\n</study:Study>\n");
		Files.writeString(folder.resolve("study.spade"), study);
		return this;
	}

	/** Appends a line of metrics. */
	public MadeUpRun line(int step, String series, Object value) throws IOException {
		return text("metrics-1.jsonl", String.format(Locale.ROOT, "{\"step\":%d,\"epoch\":0,\"wall\":%s,\"values\":{\"%s\":%s}}%n", step, step * 0.5, series, value).replace("\r", ""));
	}

	/** Appends to a file of the run; a file of metrics gets its header first. */
	public MadeUpRun text(String file, String text) throws IOException {
		Path path = folder.resolve(file);
		if (!Files.exists(path) && file.equals("metrics-1.jsonl")) {
			Files.writeString(path, "{\"from\":1}\n");
		}
		Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		return this;
	}

	/** Writes an evaluation at a step. */
	public MadeUpRun evaluation(int step, String metric, double value, Map<String, String> protocol) throws IOException {
		try (RunWriter writer = RunWriter.start(RunFolder.at(folder), RunFolder.at(folder).info(), 1)) {
			writer.evaluation(step, List.of(new Evaluation(metric, value, new double[] { value - 1, value + 1 }, 16, protocol)));
		} catch (RunException e) {
			throw new IOException(e);
		}
		try (var files = Files.newDirectoryStream(folder, "metrics-*.jsonl")) {
			for (Path file : files) {
				if (Files.size(file) < 16) {
					Files.delete(file);
				}
			}
		}
		return this;
	}

	public Path folder() {
		return folder;
	}
}
