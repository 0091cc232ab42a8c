package io.spadework.cli;

import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunSettings;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.PublishedNetworks;
import io.spadework.runs.EngineHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * FID's network with the weights of a file, generated and filled as any network of a study, in a folder that is gone when it is closed.
 *
 * @param folder  the folder
 * @param network the network as a file that stands for itself
 * @param hash    SHA-256 of the file with the weights
 */
record Inception(Path folder, Path network, String hash) {

	/** Makes it; fails where the file does not hold its weights. */
	static Inception of(Path weights, EngineHome home, Spadework program) throws Failure {
		Path folder = null;
		try {
			folder = Files.createTempDirectory("spadework-fid");
			Study study = PublishedNetworks.study(PublishedNetworks.FID_INCEPTION);
			Path file = folder.resolve("fid." + Studies.EXTENSION);
			Studies.save(study, file);
			PreparedRun prepared = TrainCommand.prepare(study.getExperiments().get(0), file, folder.resolve("run"), home, RunSettings.asInStudy());
			Path network = folder.resolve("fid.npz");
			List<String> arguments = List.of("import-weights", weights.toAbsolutePath().toString(), "--network", "feature network", "--out", network.toString(), "--stand-alone");
			int code = EngineProcess.answer(home, prepared, arguments, new PrintStream(OutputStream.nullOutputStream()), program.err());
			if (code != 0) {
				throw Failure.failed(weights + " does not hold the weights of FID's network");
			}
			Inception made = new Inception(folder, network, sha256(weights));
			folder = null;
			return made;
		} catch (IOException e) {
			throw Failure.failed("FID's network could not be made from " + weights + ": " + e);
		} finally {
			if (folder != null) {
				RunFolders.remove(folder);
			}
		}
	}

	private static String sha256(Path file) throws IOException {
		try (InputStream stream = Files.newInputStream(file)) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("every Java platform has SHA-256", e);
		}
	}

	void close() throws Failure {
		RunFolders.remove(folder);
	}
}
