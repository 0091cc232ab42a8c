package io.spadework.paint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.runs.synthesis.ServedModel;

/** What of a painting can be written to a file. */
public enum Export {
	IMAGE("&Image …", "image.png"), BOTH("Map and image &beside each other …", "map-and-image.png"), MAP("Label &map …", "map.png"),
	SESSION("The &session as an animated picture …", "session.gif");

	/**
	 * A painting at one moment.
	 *
	 * @param image   what the model made of the map, a PNG; null while there is none
	 * @param moments what was made in the session, the oldest first
	 */
	record Content(LabelMap map, List<ServedModel.Label> labels, byte[] image, List<HistoryStrip.Moment> moments) {

		private byte[] made() throws IOException {
			if (image == null) {
				throw new IOException("no model has made an image of the map");
			}
			return image;
		}
	}

	private final String text;
	private final String file;

	Export(String text, String file) {
		this.text = text;
		this.file = file;
	}

	/** What a menu says. */
	String text() {
		return text;
	}

	/** The name that a file gets where the user says none. */
	String file() {
		return file;
	}

	/** Writes a file in the background; what stands there already is replaced once all is written. */
	void write(Path target, Content content) {
		Job.create("Writing " + target.getFileName(), (ICoreRunnable) monitor -> {
			try {
				ByteArrayOutputStream out = new ByteArrayOutputStream();
				write(content, out);
				Path aside = target.toAbsolutePath().resolveSibling("." + target.getFileName() + ".writing");
				Files.write(aside, out.toByteArray());
				Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
			} catch (IOException e) {
				StatusManager.getManager().handle(Status.error(target + " could not be written: " + e.getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
			}
		}).schedule();
	}

	private void write(Content content, OutputStream out) throws IOException {
		switch (this) {
		case MAP -> out.write(MapFile.png(content.map, content.labels));
		case IMAGE -> out.write(content.made());
		case BOTH -> out.write(SessionGif.still(new HistoryStrip.Moment(content.map, content.made()), content.labels));
		case SESSION -> {
			if (content.moments.isEmpty()) {
				throw new IOException("nothing was made yet");
			}
			SessionGif.write(content.moments, content.labels, out);
		}
		}
	}
}
